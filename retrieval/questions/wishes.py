"""How a sentence of a message asks without a question mark: as a demand, as a wish, by naming what is missing."""

from __future__ import annotations

import re


def demands(sentence: str) -> bool:
    """Whether a sentence asks outright: as a question, or for something to be told."""
    return "?" in sentence or bool(_DEMANDS.search(sentence))


def wished(sentence: str) -> str:
    """What a sentence that is no demand may ask for: what a wish or need is of, or a thing that it only names.

    Empty where it asks for nothing: "could not find all that I need" says nothing behind the need.
    """
    if asks_for_later(sentence) or _ADDS.match(sentence) or _THING.match(sentence) or _LISTS.match(sentence):
        return sentence
    if headed := _FOR_A.match(sentence):
        return sentence[headed.end() :]
    wish = _WISHES.search(sentence)
    if wish is None:
        return ""
    return sentence[: wish.start()] if _WOULD_HELP.match(wish[0]) else sentence[wish.start() :]


def dismisses(sentence: str) -> bool:
    """Whether a sentence says what is not asked, how or when an answer is to come, or how much will be asked."""
    return bool(_DISMISSES.search(sentence)) and not asks_for_later(sentence)


def asks_for_later(sentence: str) -> bool:
    """Whether a sentence wishes for later figures of what was asked before it: "if later data exist, add them"."""
    return bool(_LATER.match(sentence))


def asks_back(sentence: str) -> bool:
    """Whether a sentence only asks what is right of what stands before it: "Could you clarify?", "Who is right?"."""
    return bool(_ASKS_BACK.fullmatch(sentence))


def without_wish(sentence: str) -> str:
    """The sentence as what it wishes for, whoever does: "I'd like to know how many had it", "She needs the rate"."""
    if wish := _WISH_TO_KNOW.match(sentence):
        return f"{sentence[wish.end() :].rstrip(' .?!')}?"
    wish = _WISH_FOR.match(sentence)
    if wish is None:
        return sentence
    things = sentence[wish.end() :]
    return f"Please give {_SAID_AGAIN.sub(' ', things) if _IN.search(wish[0]) else things}"


_LATER = re.compile(
    r"\W*(?:and |also )?(?:if|where|whenever) (?:there (?:are|is) |you have )?(?:any )?"
    r"(?:later|newer|updated|more recent) (?:figures?|results?|data|numbers?|analyses)\b[^?]*$",
    re.IGNORECASE,
)
_DISMISSES = re.compile(
    r"\b(?:I|we)\s(?:do not|don['’]t|did not|didn['’]t)\s(?:need|want|require|ask for)\b"
    r"|^\W*(?:please\s)?(?:leave (?:out|aside)|skip|ignore|omit|disregard|keep (?:it|this|your answer))\b"
    r"|^\W*please (?:do not|don['’]t) (?:include|give|send|list|add|repeat|report)\b"
    r"|^\W*(?:please\s)?(?:split|break (?:it |them |this )?down|separate|list|give|show)(?: (?:it|them|these|this"
    r"|all|everything))?"
    r"(?: (?:down|up|separately))? (?:by|per|for) (?:each )?(?:treatment )?(?:arm|group)s?\W*$"
    r"|\b(?:I|we)(?: am| are|['’]m|['’]re) not (?:asking|looking for|interested in|after)\b"
    r"|^\W*(?:please |kindly )?(?:answer|reply|write|explain|respond|say|tell me|put)"
    r" (?:it |this |everything |all )?(?:in|with) "
    r"(?:(?:very|as|simple|plain|everyday|lay|easy|few|a few|short|clear)[ ,]?)+\s?(?:english|words|language|terms"
    r"|sentences?)?[^?]{0,12}$"
    r"|\bno need (?:for|to)\b|^\W*no\s[^.?]{1,60}\b(?:needed|necessary|required|please)\W*$"
    r"|(?:^|\b(?:an?|your|any|the)\s(?:\w+\s)?)"
    r"(?:reply|answer|(?<!complete )(?<!partial )(?<!overall )response(?! rate)|feedback)\b[^?]*"
    r"\b(?:appreciated|welcome|grateful|helpful|great)\b"
    r"|^\W*if\b[^?]*\b(?:just|please|kindly)\s(?:\w+ly |then )?(?:say|tell|state|mention|indicate|name|note|flag|let)\b"
    r"[^?,]{0,40}\W*$"
    r"|\b(?:have|ask(?: you)?|are|clarify|know|need)\s(?:just |only )?(?:two|three|four|a few|some|several|a couple of)"
    r" (?:quick |short |more )?(?:things|questions|points|matters|facts|items)\W*$",
    re.IGNORECASE,
)
_TELLING = r"(?:tell|give|show|list|state|compare|describe|explain|summari[sz]e|report|provide|send|include|add|name)"
_DEMANDS = re.compile(
    rf"^\W*(?:(?:and|also|so|but|then|in addition)\b[,\s]*)*(?:for [^,.?]{{3,40}}, )?(?:please|kindly|{_TELLING})\b"
    rf"|\bplease (?:also |kindly )?(?:{_TELLING}|let|say|quote|share|confirm|check|take|extract|look|find)\b",
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
    r"|interested in|looking for|needed(?: are| is|(?=:))|(?:is|are) needed"
    r"|(?<!that )(?<!what )(?<!all )(?:I|we|they|he|she)(?:['’]d| would)? (?:also |still |therefore |only |really )?"
    r"(?:need|require|want|like|miss|lack)(?! to\b)"
    r"|(?:am|are|is|['’]re|['’]m) (?:still )?(?:lacking|missing|after)(?= (?:the|an?|some|any|all|both)\b)"
    r"|(?:wants|needs|requires|requests|seeks|lacks|would (?:also )?(?:like|want|appreciate))"
    r"(?= (?:also )?(?:the|an?|any|some|all|both|data|figures|numbers|information)\b)"
    r"|ask(?:s|ed|ing)? (?:\w+ )?(?:who|what|which|how|when|where|whether|if|about|for|in which))\b"
    r"|^\W*(?:what|how (?:many|often|long|much))\b",
    re.IGNORECASE,
)
_CLAUSE = (
    r"\b(?:am|is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|may|might|must"
    r"|i|we|he|she|they|it|you)\b|['’](?:m|ve|re|s|d|ll)\b"
)
_ADDS = re.compile(
    r"\W*(?:(?:and|also|plus|likewise|next|then|further(?:more)?|moreover|finally|lastly|additionally|in addition"
    rf"|as well as|the same|same|ditto)\b|(?=[^?]*\b(?:please|too|as well)\W*$))(?![^?]*(?:{_CLAUSE}))[^?]*$",
    re.IGNORECASE,
)
"""All of a sentence without a verb that goes on with what was asked: "Then the median age.", "Its rate, please."."""
_THING = re.compile(
    r"\W*(?:(?:the|any|a)\s)?(?:[\w-]+\s){0,2}?(?:shares?|rates?|numbers?|frequenc(?:y|ies)|proportions?|percentages?"
    r"|medians?|ratios?|incidences?|figures?|data|results?|counts?)\s(?:of|for|on|in|with)\b"
    rf"(?![^?]*(?:{_CLAUSE}))[^?]*$",
    re.IGNORECASE,
)
"""All of a sentence without a verb that names what may be told: "Frequency of pneumonia with X and Y."."""
_LISTS = re.compile(
    rf"\W*(?:the|an?|any|all)\s(?![^?]*(?:{_CLAUSE}))[^?.]*,\s(?:and\s)?[^?.]*,\s?and\s[^?]*$", re.IGNORECASE
)
"""All of a sentence without a verb that lists three things or more: "the effect on X, the depth of Y, and Z."."""
_FOR_A = re.compile(r"\W*for (?:an?|the|my|our|this) (?:[\w-]+\s?){1,3}:\s(?=\w)", re.IGNORECASE)
"""Heads a list of what is wished: "for a signal table: cough, fatigue and nausea"."""
_WOULD_HELP = re.compile(r"would|(?:is|are) needed", re.IGNORECASE)
_WISH_TO_KNOW = re.compile(
    r"\W*(?:(?:and|also|besides|furthermore|moreover|in addition|additionally|so|but)\b[,\s]*)*(?:it|i|we|they|he|she"
    r"|(?:my|our|the|a|one of (?:my|our)) (?:(?!patients?\b)[\w-]+\s?){1,3})(?:['’](?:d|m|re)|\s(?:would|am|are|is"
    r"|was|were))?"
    r"(?: (?:also|still|really|then|further|very|particularly|be))*"
    r" (?:(?:like|want|wish|need|love|glad|happy|keen|helps?|curious)(?:s|ed)? (?:to (?:know|see|learn|understand"
    r"|hear|check|ask)"
    r"|about)?|interested(?: in)?|wonder(?:s|ed|ing)?|ask(?:s|ed|ing)?)(?: (?:me|us|about|for (?:more "
    r"|further )?(?:details|information|data)(?: on| about)?|for|if you (?:know|could tell (?:me|us))))*"
    r"[,:]? (?:if (?!you\b)|(?=(?:(?:by|in|on|for|at|of|with|to) )?(?:who|whom|what|which|how|when|where|whether)\b))",
    re.IGNORECASE,
)
_IN = re.compile(r"\bin\s$", re.IGNORECASE)
_SAID_AGAIN = re.compile(r"(?<=,)\sin\s|(?<=\band)\sin\s", re.IGNORECASE)
"""The preposition before each further thing that somebody is interested in."""
_WISH_FOR = re.compile(
    r"\W*(?:for (?:the|my|our|an?) (?:[\w-]+\s){1,3}?)?"
    r"(?:(?:and|also|besides|furthermore|moreover|in addition|additionally|so|but|then)\b[,\s]*)*"
    r"(?:(?:my|our|the|a|an|one of (?:my|our)) (?:[\w-]+\s){1,3}?|(?:i|we|they|he|she|you)(?:['’](?:d|m|re))?\s)"
    r"(?:(?:would|will|am|are|is|was|were|also|still|really|then|only|therefore|now|further)\s)*"
    r"(?:wants?|needs?|requires?|likes?|lacks?|misse?s?|seeks?|appreciate|after|interested in|looking for|lacking"
    r"|missing) (?:also )?(?=(?:the|an?|any|both|data|figures|numbers) )",
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
