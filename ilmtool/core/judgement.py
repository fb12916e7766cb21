"""What the words of judgement mean: identification, likelihood and confidence are three things.

Certainty says what a thing is. Likelihood says how probable a judgement is, in the seven terms of
Intelligence Community Directive 203 (2 January 2015), D.6.e(2)(a), each with its range. Confidence says how
good the ground for it is, as the National Intelligence Council explains its terms ("What we mean when we
say", 2007). ICD 203 wants a likelihood and a confidence not to stand in one sentence, because the one is then
read as the other.
"""

from __future__ import annotations

from ilmtool.core.annotation import CERTAINTIES, CONFIDENCES, LIKELIHOODS
from ilmtool.core.words import shown
from ilmtool.text import mark, tr

CERTAINTY_MEANINGS = {
    "confirmed": mark("identified beyond doubt on the image"),
    "probable": mark("features support it, others are unlikely"),
    "possible": mark("features allow it, others do as well; it has no number"),
    "unknown": mark("not judged"),
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
    "almost no chance": mark("remote"),
    "very unlikely": mark("highly improbable"),
    "unlikely": mark("improbable"),
    "roughly even chance": mark("roughly even odds"),
    "likely": mark("probable"),
    "very likely": mark("highly probable"),
    "almost certain": mark("nearly certain"),
}

CONFIDENCE_MEANINGS = {
    "low": mark("scant, questionable or fragmented evidence; solid conclusions are hard to draw from it"),
    "moderate": mark(
        "credible and plausible evidence, but not of such quality or so well corroborated as high"
    ),
    "high": mark(
        "evidence of high quality, or a matter that allows a solid judgement; it may still be wrong"
    ),
}

SEPARATE = mark(
    "Likelihood is how probable the judgement is; confidence is how good the evidence for it is. "
    "They are recorded apart and never joined in one sentence."
)


def likelihood_meaning(term: str) -> str:
    """`55 to 80 %; also called probable`, in the language of the window."""
    low, high = LIKELIHOOD_RANGES[term]
    return tr(
        "{low} to {high} %; also called {synonym}",
        low=low,
        high=high,
        synonym=tr(LIKELIHOOD_SYNONYMS[term]),
    )


def definitions() -> dict[str, dict[str, str]]:
    """All words with their meanings, by axis, in the language of the window."""
    return {
        tr("Certainty of the identification"): {shown(c): tr(CERTAINTY_MEANINGS[c]) for c in CERTAINTIES},
        tr("Likelihood of the judgement (ICD 203)"): {shown(t): likelihood_meaning(t) for t in LIKELIHOODS},
        tr("Confidence in the judgement"): {shown(c): tr(CONFIDENCE_MEANINGS[c]) for c in CONFIDENCES},
    }
