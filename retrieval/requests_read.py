"""A message of several sentences, an e-mail say: what it asks, and what it tells before that."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retrieval.messages import sentences_in
from retrieval.questions.framing import without_frames

_FEWEST_SENTENCES, _FEWEST_WORDS = 3, 25
"""A shorter text with one request is a question with what belongs to it, which is read as a whole."""


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence of a message that asks something.

    Attributes:
        told: The sentences since the request before it, which ask nothing.
        wishes: Whether it is no question and no demand: what it wishes for is asked only where it names it.
    """

    text: str
    told: tuple[str, ...] = ()
    wishes: bool = False


def requests(text: str, *, message: str | None = None) -> tuple[Request, ...]:
    """What a message asks, sentence by sentence, without its courtesies; nothing where it is one short question.

    Args:
        message: The whole of it, where ``text`` leaves out what only surrounds what it asks.
    """
    sentences = sentences_in(text)
    found: list[Request] = []
    told: list[str] = []
    for each in sentences:
        if _CLOSES.match(each) and "?" not in each:
            if found:
                break  # what follows is the name of who writes
            continue
        sentence = _without_wish(_LEADS.sub("", each))
        if _DISMISSES.search(sentence) or _is_frame(sentence):
            continue
        demands = "?" in sentence or bool(_DEMANDS.search(sentence))
        if demands or _WISHES.search(sentence):
            found.append(Request(sentence, tuple(told), wishes=not demands))
            told = []
        elif found and not told and _ONLY.match(sentence):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {sentence}")
        else:
            told.append(sentence)
    whole = message or text
    long = len(whole.split()) >= _FEWEST_WORDS and len(sentences_in(whole)) >= _FEWEST_SENTENCES
    return tuple(found) if long or len(found) > 1 else ()


def _is_frame(sentence: str) -> bool:
    """Whether a question asks nothing: "Could you help me with this?"."""
    return "?" in sentence and not asks_back(sentence) and not without_frames(sentence).strip(" .,;:!?–—-")


def asks_back(sentence: str) -> bool:
    """Whether a sentence only asks what is right of what stands before it: "Could you clarify?", "Who is right?"."""
    return bool(_ASKS_BACK.fullmatch(sentence))


def _without_wish(sentence: str) -> str:
    """The sentence as the question that it wishes to have answered: "I would like to know how many had it"."""
    wish = _WISH_TO_KNOW.match(sentence)
    return f"{sentence[wish.end() :].rstrip(' .?!')}?" if wish else sentence


_CLOSES = re.compile(
    r"\W*(?:(?:many|best|kind|warm|with|my|very|yours)\s)*(?:thanks?|thank you|regards|wishes|sincerely|faithfully"
    r"|truly"
    r"|cheers|yours|looking forward|(?:i|we) (?:look|am looking|are looking) forward)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^\W*(?:(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))\b[^,:!?.]{0,40}[,:!]"
    r"|to (?:whom it may concern|the [\w ]{3,30}|all)\s?[:,]"
    r"|(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|last(?:ly)?|finally|next|then|[1-9a-c]\)|\(?[1-9a-c]\))[,:]?)\s+)+",
    re.IGNORECASE,
)
"""The salutation, or the number of a question."""
_DISMISSES = re.compile(
    r"\b(?:I|we)\s(?:do not|don['’]t|did not|didn['’]t)\s(?:need|want|require|ask for)\b"
    r"|^\W*(?:please\s)?(?:leave (?:out|aside)|skip|ignore|omit|disregard|keep (?:it|this|your answer))\b"
    r"|^\W*(?:please\s)?(?:split|break (?:it |them |this )?down|separate|list|give|show)(?: (?:it|them|these|this"
    r"|all|everything))?"
    r"(?: (?:down|up|separately))? (?:by|per|for) (?:each )?(?:treatment )?(?:arm|group)s?\W*$"
    r"|\bno need (?:for|to)\b|^\W*no\s[^.?]{1,60}\b(?:needed|necessary|required|please)\W*$"
    r"|\b(?:reply|answer|response|feedback)\b[^?]*\b(?:appreciated|welcome|grateful|helpful|great)\b"
    r"|\b(?:have|ask(?: you)?|are|clarify|know|need)\s(?:just |only )?(?:two|three|four|a few|some|several|a couple of)"
    r" (?:quick |short |more )?(?:things|questions|points|matters|facts|items)\W*$",
    re.IGNORECASE,
)
"""A sentence that says what is not asked, how or when an answer is to come, or how much will be asked."""
_ONLY = re.compile(r"\W*(?:only|just|specifically|in particular|above all)\b", re.IGNORECASE)
"""Begins what narrows the request before it: "Only severe cases matter."."""
_DEMANDS = re.compile(
    r"^\W*(?:(?:and|also|so|but|then|in addition)\b[,\s]*)*(?:please|kindly|tell|give|show|list|state|compare|describe"
    r"|explain|summari[sz]e|report|provide|send|include|add|name)\b"
    r"|\bplease (?:also |kindly )?(?:tell|give|show|list|state|include|send|provide|add|say|name|explain|report|quote"
    r"|share|confirm|check|compare|let)\b",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"\b(?:like|want|wish|need|love|glad|grateful|happy|keen|pleased|help|interest|useful|curious|trying|hoping)(?:s"
    r"|ed)?"
    r" to (?:also )?(?:know|see|have|get|learn|understand|check|confirm|clarify|read|hear|receive|find|verify"
    r"|compare)\b"
    r"|\b(?:would (?:also |really |greatly )?be (?:\w+ )?(?:welcome|helpful|appreciated|useful|great|good|nice"
    r"|interesting)"
    r"|(?:glad|grateful|happy|curious) (?:for|if|about|whether)|wonder(?:s|ed|ing)?|let (?:me|us) know|still (?:need"
    r"|missing)"
    r"|interested in|looking for|needed (?:are|is)"
    r"|(?:I|we|they|he|she)(?:['’]d| would)? (?:also |still |therefore |only |really )?(?:need|require|want"
    r"|like)(?! to\b)"
    r"|ask(?:s|ed|ing)? (?:\w+ )?(?:who|what|which|how|when|where|whether|if|about|for))\b"
    r"|^\W*(?:what|how (?:many|often|long|much))\b",
    re.IGNORECASE,
)
_WISH_TO_KNOW = re.compile(
    r"\W*(?:(?:and|also|besides|furthermore|moreover|in addition|additionally|so|but)\b[,\s]*)*(?:it|i|we|they|he|she"
    r"|(?:my|our|the|a|one of (?:my|our)) (?:(?!patients?\b)[\w-]+\s?){1,3})(?:['’](?:d|m|re)|\s(?:would|am|are|is"
    r"|was|were))?"
    r"(?: (?:also|still|really|then|further|very|particularly|be))*"
    r" (?:(?:like|want|wish|need|love|glad|happy|keen|helps?|curious)(?:s|ed)? (?:to (?:know|see|learn|understand"
    r"|hear|check|ask)"
    r"|about)?|interested(?: in)?|wonder(?:s|ed|ing)?|ask(?:s|ed|ing)?)(?: (?:me|us|about|for (?:more "
    r"|further )?(?:details|information|data)(?: on| about)?|for|if you (?:know|could tell (?:me|us))))*"
    r"[,:]? (?=(?:(?:by|in|on|for|at|of|with|to) )?(?:who|whom|what|which|how|when|where)\b)",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    r"\W*(?:(?:could|can|would|will) (?:you|someone|anybody|anyone) (?:please |kindly )?(?:clarify|explain|settle"
    r"|comment"
    r"|elaborate|confirm|help|check|verify)(?: (?:this|that|it|on (?:this|that)|which(?: \w+)? is (?:right|correct)))?"
    r"(?: (?:for|to) (?:me|us))?|(?:and )?(?:do you know )?(?:why|how come|how so)(?: (?:is|was) (?:that|this"
    r"|it)(?: so)?)?"
    r"|(?:so )?(?:who|which(?: (?:one|of (?:them|these|the two)|figure|number|version))?|what) (?:is|are"
    r"|was) (?:\w+ )?(?:right|correct|true|wrong)"
    r"|how (?:is|was|can|could) (?:that|this|it) (?:be )?(?:explained|possible|so))\W*",
    re.IGNORECASE,
)
