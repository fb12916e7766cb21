"""Review: what two or more analysts said of one pair, compared. Pure: values in, values out.

`boxes` brings each file's annotations into one frame, `overlap` finds which lie on each other, `matching`
pairs them one to one, `compare` says what agrees and what does not, `rating` and `bootstrap` put numbers on
it, `consensus` joins three and more, `worklist` orders what a person has to settle, `report` and its fellows
write it down.
"""
