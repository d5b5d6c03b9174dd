"""Spans whose digits are no quantity: identifiers, marks, list numbers, and the digits inside names."""

from __future__ import annotations

import re

from retrieval.checks.figures.words import CARDINAL

_LABELLED = (
    r"tables?|figures?(?! [0-9.]+ ?(?:\(?±|of [0-9]|\([0-9.]+ ?%|\(S[DE]\b))"
    r"|figs?\.?|sections?|appendix|supplementa(?:ry|l)(?: (?:table|figure|appendix))?"
    r"|chapter|pages?|pp\."
    r"|references?|refs?\.?|versions?|ctcae(?: v(?:ersion)?\.?)?|meddra(?: v(?:ersion)?\.?)?|phase|type|stage|box"
    r"|article|protocol|amendment|footnote|slides?|questions?|faqs?"
    r"|issue|room|suite|annex|module|(?:agenda )?item|panel|step|ecog(?: (?:ps|performance status))?(?: of)?"
    r"|performance status(?: of)?|cfr|icd|iso"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAMES = (
    r"(?i:https?://\S{1,300}|www\.\S{1,300}|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})",
    r"(?i:\bdoi:? ?\S{1,100})|\b10\.[0-9]{4,9}/\S{1,100}",
    r"\b(?i:nct) ?[0-9]{8}\b|\b(?i:isrctn|euctr|ctri|umin|pmc|jrct)[0-9]{4,12}\b"
    r"|\b[0-9]{4}-[0-9]{6}-[0-9]{2}(?:-[0-9]{2})?\b",
    r"\bU[0-9]{4}-[0-9]{4}-[0-9]{4}\b|(?i:\bpmid:? ?[0-9]{4,9}|\bind (?:number |no\.? ?)?[0-9]{4,7}\b)",
    r"(?<![\w.])(?:\+?[0-9]{1,2}[-. ])?\(?[0-9]{3}\)?[-. ][0-9]{3}-[0-9]{4}\b|\b1-800-[\w-]{6,12}",
    r"(?<![\w.+])(?:\+[0-9]{1,3}(?:[ -]\(?[0-9]{1,4}\)?){2,5}|0[0-9]{2,4} [0-9]{3,4} ?[0-9]{3,4})(?![\w%]|\.[0-9])",
    r"(?i:\b(?:del|gain|amp|inv|add|dup|t)) ?\([^()\s]{1,15}\)",
    r"\b[0-9]{1,2}[pq][0-9]{0,2}(?:\.[0-9]{1,2})?[+-]?(?!\w)",
    r"\b10 ?(?:\^ ?-?[0-9]{1,2}|[⁻⁺]?[⁰¹²³⁴-⁹]{1,2})|\b[0-9](?:\.[0-9])?[eE][-+]?[0-9]{1,2}\b",
    r"(?i:\b(?:sensitivity|threshold)(?: level)?(?: of)? )10 ?-[0-9]\b|(?<![\w.,-])10-[4-7](?![\w.%]| ?%)",
    rf"\b(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})\b(?!\.?,? ?(?:19|20)[0-9]{{2}})"
    rf"|\b(?:{_MONTHS}) (?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?\b"
    r"(?=[,.;:)]?(?:\s(?:at|in|and|to|on|for|we|I)\b|$|\n))(?!,? (?:19|20)[0-9]{2})",
    rf"(?i:\b(?:[0-9]{{1,2}}|{CARDINAL}) (?:years?|months?|weeks?) (?:on|later|afterwards)(?:,|(?=[:)\n])|$))",
    r"\[\^?[0-9]{1,3}(?: ?[,;-] ?[0-9]{1,3}){0,20}\]",
    r"\b(?:19|20)[0-9]{2}(?: [A-Z][a-z]{2,8}(?: [0-9]{1,2})?)?; ?[0-9]{1,4}(?: ?\([^()\s]{1,12}\))?"
    r"(?:: ?[A-Za-z]?[0-9]{1,7}(?:-[A-Za-z]?[0-9]{1,7})?|(?= ?(?:[.,;)\]](?![0-9])|\n|$)))",
    rf"(?i:\b(?:{_LABELLED}) ?(?:no\.? ?)?)[A-Z]?[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,3}}[a-z]?(?![\w%/]|\.[0-9])"
    r"(?:(?: ?[-/,] ?| (?:and|or|to) )[A-Z]?[0-9]{1,3}(?![\w.%]))*",
    r"\b(?!(?i:HR|OR|RR|CI|IQR|p|n|n|grade)[0-9])[A-Za-z]{1,20}[0-9][\w+]{0,20}"
    r"(?:-[0-9]{1,3}\b|/[0-9]{1,2}\b(?![./%]))?",
    r"\b(?!(?:CI|HR|OR|RR|NR|NE|IQR|Grade|Grades|Week|Weeks|Day|Days|Month|Months|Year|Cycle|Age|Range)-)"
    r"[A-Z][A-Za-z]{0,9}-[0-9]{1,4}(?![0-9]|\.[0-9]|%| ?%)[A-Za-z]{0,3}\b",
    r"(?<![.,0-9])\b[0-9]{1,2}-(?!(?:NR|NE|NC|NA|Not)\b)[A-Z][A-Za-z]{1,10}\b(?!-)",
    r"\b[0-9]{1,3}(?:st|nd|rd|th)\b|\b[0-9]{1,2}-(?:hour|week|month)ly\b",
    r"(?i:\b(?:scores?|\w{0,2}(?:IGA|PGA)|ECOG|mRS)(?: score)?(?: of)? 0 ?(?:or|and|/|to|-) ?[12]\b)(?!\.[0-9]|\s?%)",
    r"(?m:^[ \t]*(?:[-*•#>] *){0,4}(?:\(?[0-9]{1,2}[.)]|[0-9]{1,2}/)(?=[ \t]))",
    r"(?m:^[ \t]*[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?(?=[ \t]+[A-Z][a-z-]+(?: [a-z-]+){0,5}[.:] [A-Z]))",
    r"\b[0-9]{1,2}[A-Z]{1,3}\b",
    rf"(?i:\b(?:slides?|pages?|questions?|chapter|section|panel) {CARDINAL})\b(?! (?:of|patients|people)\b)",
    r"(?i:\b(?:advice|advise|advising|counsel|guidance|recommendations?|decisions?)"
    r" (?:[a-z]+ ){0,2}?(?:on|for|to|about) (?:any )?one)(?= (?:[a-z]+ )?(?:patient|person|reader)\b)",
    r"(?i:\bcase (?:no\.? ?)?[0-9]{1,2})(?=\s?(?:[,:;()\n]|\.\s|$))",
    r"(?i:\b[12][ -](?:sided|tailed)\b)|\b1(?= ?- ?(?:HR|(?i:hazard ratio))\b)",
    r"\"[^\"\n]{3,90}\"(?= (?:is|was|are|were|must|should|has|have|needs?|ought)"
    r" (?:(?:to|not|now|be|been|being) ){0,3}"
    r"(?:replaced|removed|deleted|changed|reworded|corrected|avoided|struck|dropped|go\b|wrong|misleading|incorrect))",
    r"&#?\w{1,8};",
    r"(?<![\w.,/])1/(?=[a-z]{3,}\b)",
    r"(?i:\b(?:[0-9]{1,2}|two|three|four|five|six|seven|ten|eleven)[- ]point\b)(?= (?:[A-Z]{2}|(?i:\w+ )?"
    r"(?i:scales?|composite|questionnaire|instrument|score|rating|likert)\b))",
    r"(?:Plenary|Congress|Meeting|Conference|Symposium|Session|Assembly)(?:,| of| in| held in|,? \()? ?"
    r"(?i:january|february|march|april|may|june|july|august|september|october|november|december) [0-9]{4}\b",
    r"(?i:\b(?:dose|vaccination|part|period|session|course) [1-9](?! (?:out )?of [0-9]))"
    r"(?!\w|[.,/][0-9]|-[0-9]|\s?(?:%|[mµμ]?g\b|mcg|m?l\b|IU|units|ppm))",
)
NAME = re.compile("|".join(f"(?:{pattern})" for pattern in _NAMES))
_BRACKETS = re.compile(r"\[[0-9]{1,3} ?[-,;] ?[0-9]{1,3}\]")
_INTERVAL_BEFORE = re.compile(r"(?:\b(?:CI|IQR|range|interval)\b[:,=]?|[0-9]%)\s*$", re.IGNORECASE)


def find_names(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of ``text`` in which digits are not numbers, in order."""
    spans: list[tuple[int, int]] = []
    for match in NAME.finditer(text):
        is_interval = _BRACKETS.fullmatch(match[0]) and _INTERVAL_BEFORE.search(
            text, max(0, match.start() - 20), match.start()
        )
        if not is_interval:
            spans.append(match.span())
    return tuple(spans)
