"""The two scales of the Admiralty code: how reliable a source is, and how credible a piece of information.

Source: NATO STANAG 2511, annex; the two are graded apart, so that a good source may be wrong.
"""

RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable",
    "F": "reliability cannot be judged",
}  # fmt: skip
CREDIBILITY = {
    "1": "confirmed by other sources", "2": "probably true", "3": "possibly true", "4": "doubtful", "5": "improbable",
    "6": "truth cannot be judged",
}  # fmt: skip
