"""What the words of judgement mean: identification, likelihood and confidence are three things.

Certainty says what a thing is. Likelihood says how probable a judgement is, in the seven terms of
Intelligence Community Directive 203 (2 January 2015), D.6.e(2)(a), each with its range. Confidence says how
good the ground for it is, as the National Intelligence Council explains its terms ("What we mean when we
say", 2007). ICD 203 wants a likelihood and a confidence not to stand in one sentence, because the one is then
read as the other.
"""

from __future__ import annotations

from ilmtool.core.annotation import CERTAINTIES, CONFIDENCES, LIKELIHOODS

CERTAINTY_MEANINGS = {
    "confirmed": "identified beyond doubt on the image",
    "probable": "features support it, others are unlikely",
    "possible": "features allow it, others do as well; it has no number",
    "unknown": "not judged",
}

LIKELIHOOD_RANGES: dict[str, tuple[int, int]] = {
    "almost no chance": (1, 5),
    "very unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly even chance": (45, 55),
    "likely": (55, 80),
    "very likely": (80, 95),
    "almost certain": (95, 99),
}
"""Per cent."""

LIKELIHOOD_SYNONYMS = {
    "almost no chance": "remote",
    "very unlikely": "highly improbable",
    "unlikely": "improbable",
    "roughly even chance": "roughly even odds",
    "likely": "probable",
    "very likely": "highly probable",
    "almost certain": "nearly certain",
}

CONFIDENCE_MEANINGS = {
    "low": "scant, questionable or fragmented evidence; solid conclusions are hard to draw from it",
    "moderate": "credible and plausible evidence, but not of such quality or so well corroborated as high",
    "high": "evidence of high quality, or a matter that allows a solid judgement; it may still be wrong",
}

SEPARATE = (
    "Likelihood is how probable the judgement is; confidence is how good the evidence for it is. "
    "They are recorded apart and never joined in one sentence."
)


def likelihood_meaning(term: str) -> str:
    """`55 to 80 %; also called probable`."""
    low, high = LIKELIHOOD_RANGES[term]
    return f"{low} to {high} %; also called {LIKELIHOOD_SYNONYMS[term]}"


def definitions() -> dict[str, dict[str, str]]:
    """All words with their meanings, by axis."""
    return {
        "Certainty of the identification": {word: CERTAINTY_MEANINGS[word] for word in CERTAINTIES},
        "Likelihood of the judgement (ICD 203)": {t: likelihood_meaning(t) for t in LIKELIHOODS},
        "Confidence in the judgement": {word: CONFIDENCE_MEANINGS[word] for word in CONFIDENCES},
    }
