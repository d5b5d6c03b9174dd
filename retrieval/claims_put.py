"""What somebody says or asks to have confirmed, without who says so: "a colleague says that X. Is that right?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.answers.answering import Draft
from retrieval.every_part import one_by_one
from retrieval.parts_alone import subjects_denied

_SAYS = (
    r"(?:says?|said|tells?|told|claims?|claimed|claiming|believes?|believed|thinks?|thought|insists?|insisted"
    r"|mention(?:s|ed)|argues?|argued|states?|stated|reckons?|maintains?|writes?|wrote|suggests?|suggested"
    r"|is (?:sure|convinced|certain)"
    r"|swears?|assures?|assured|reports?|reported|keeps (?:saying|telling)|keep (?:saying|telling))"
)
_SOMEBODY = (
    r"(?:(?:my|our|a|an|one of (?:my|our|the)|the|some|another|this)\s(?:[\w'’-]+\s){0,3}?|some(?:one|body)\s"
    r"(?:in\s(?:my|our|the)\s(?:[\w-]+\s){1,3})?|he\s|she\s|they\s|people\s|dr\.?\s\w+\s|prof\.?\s\w+\s)"
)
_I_HAVE_IT = (
    r"(?:i|we)(?:['’]ve|\shave|\shad)?\s(?:just\s|also\s|once\s)?(?:read|heard|saw|seen|understood|understand"
    r"|gathered|gather|believe|think|thought|assume|assumed|remember|recall|learn(?:ed|t)|noticed|was told|were told"
    r"|been told|am told|noted)"
    r"(?:\s(?:somewhere|online|elsewhere|on (?:a|the) (?:website|internet|web|news)|on (?:linkedin|twitter|x)"
    r"|from (?:a|my|our|the) [\w-]+|by (?:a|my|our|the) [\w-]+))?"
)
_AS_I_KNOW = (
    r"(?:as (?:far as )?i (?:recall|remember|know|understand(?: it)?|understood)"
    r"|if i (?:remember|recall|understand)(?: it)?(?: right(?:ly)?| correctly| well)?|to my knowledge|from memory"
    r"|apparently|supposedly|allegedly)"
)
_CONFIRM = (
    r"(?:(?:can|could|would) (?:you|someone)(?: please| kindly)? |please |kindly )?(?:confirm|verify"
    r"|double-check|check)(?: for me)? (?:that|whether|if)|is it (?:true|right|correct|so|a fact|the case) that"
    r"|am i (?:right|correct)(?: in (?:thinking|saying|believing|assuming))? that|are we (?:right|correct) that"
)
_CHECKS = r"(?:just |only |am |i am |i'm )?(?:double-)?checking(?: (?:my|our|these|some|the) \w+)?:"
_LEAD = re.compile(
    rf"^\W*(?:(?:hi|hello|dear \w+|so|well|also|and|but)\W+)?(?:{_CHECKS}\s"
    rf"|(?:{_SOMEBODY}{_SAYS}(?:\s(?:me|us|them|everyone))?|{_I_HAVE_IT})(?:\sthat|:|,)?\s"
    rf"|{_AS_I_KNOW},?\s|(?:{_CONFIRM})\s)(?=\w)",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    r"\W*(?:(?:is|was|are|were) (?:that|this|it|he|she|they|these|both|i|we|my colleague)"
    r"(?: (?:really|actually|indeed|both|all))? (?:right|correct|true|so|the case|accurate|wrong"
    r"|what the data (?:show|say))|(?:all |both |everything )?(?:right|correct|true|accurate)|agreed"
    r"|is (?:that|this) what the (?:data|paper|results|trial) (?:shows?|says?)|do you agree|does (?:that|this) hold"
    r"|(?:can|could|would|will) (?:you|someone)(?: please| kindly)? (?:confirm|check|verify)"
    r"(?: (?:this|that|it|both|them|these))?(?: for me| please)?|(?:please|kindly) (?:confirm|verify"
    r"|check)(?: \w+)?|yes or no|true or false)\W*",
    re.IGNORECASE,
)
_ENDS_ON = re.compile(rf"[,;–—-]\s*{_ASKS_BACK.pattern}$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:(?<=[a-z\d%)\]]{2})|(?<=[A-Z]{2})|(?<=:\d))[.!]\s+|(?<=[?])\s+")
_AND_THAT = re.compile(r",?\s(?:and|but) (?:also )?that\s", re.IGNORECASE)
_QUESTION = re.compile(
    r"^\W*(?:what|which|who|whom|whose|when|where|why|how|if|whether|about|to|of|you|for)\b", re.IGNORECASE
)
_CORRECTION = "Correction"
_NOT_NAMED = re.compile(r"\bnot named\b|^No \w+ (?:at|from)\b")


def claims_put(text: str) -> tuple[str, ...]:
    """The claims of a text, each as a sentence to be confirmed; none where nobody is said to say or to know them."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text.strip()):
        lead = _LEAD.match(sentence)
        claim = _ENDS_ON.sub("", sentence[lead.end() :] if lead else "").strip(" .,;?!")
        if not claim or _QUESTION.match(claim):
            continue
        found += [f"{part[0].upper()}{part[1:]}, right?" for part in _AND_THAT.split(claim) if " " in part]
    return tuple(found)


def with_claims_put(whole: Draft, text: str, *, ask: Callable[[str], Draft]) -> Draft:
    """The draft with what is wrong in the claims of a text, where it does not say so yet.

    Where nothing but claims is put, and less is denied of them by themselves, their answers take its place.

    Args:
        ask: Drafts the answer to one question.
    """
    if whole.status == "declined" or any(_corrects(sentence.text) for sentence in whole.sentences):
        return whole
    claims = claims_put(text)
    drafts = [ask(claim) for claim in claims]
    if not drafts:
        return whole
    fewer = len(set().union(*map(subjects_denied, drafts))) < len(subjects_denied(whole))
    better = whole.status == "not_found" and any(draft.status == "answered" for draft in drafts)
    if _only_claims(text) and (fewer or better or _is_lost(whole, drafts)):
        return one_by_one(drafts, whole)
    wrong = tuple(s for draft in drafts for s in draft.sentences if _corrects(s.text))
    sentences = tuple(dict.fromkeys((*wrong, *whole.sentences)))
    return replace(whole, status="answered", sentences=sentences) if wrong else whole


def _corrects(text: str) -> bool:
    return text.startswith(_CORRECTION)


def _is_lost(whole: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an answer says nothing of what the claims by themselves are corrected by."""
    told = {sentence.text for sentence in whole.sentences}
    return any(_NOT_NAMED.search(s.text) and s.text not in told for draft in drafts for s in draft.sentences)


def _only_claims(text: str) -> bool:
    """Whether a text asks nothing beside having its claims confirmed."""
    sentences = [sentence for sentence in _SENTENCE.split(text.strip()) if sentence.strip()]
    return all(_LEAD.match(sentence) or _ASKS_BACK.fullmatch(sentence) for sentence in sentences)
