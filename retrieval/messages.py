"""What a message asks, without the letter around it: its greeting, why it is written, and who signs it.

What is left out names nothing that a trial's evidence holds, restricts nobody and asks nothing; where this cannot be
told, the sentence stays, and a later step says what of it was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.intake import stories
from retrieval.message_sentences import (
    ITEM,
    led_spans,
)
from retrieval.questions import wishes
from retrieval.questions.framing import without_frames
from retrieval.questions.lead_ins import only_tells
from retrieval.registry.things import names_trial
from retrieval.registry.trial_words import words_of
from retrieval.terms import Mention, TermIndex, common_words, split_tokens, word_forms
from retrieval.trials import find_trials

_HEADER = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?]\s))\W*"
    r"(?:(?:forwarded|original) message\b\W*|(?:(?:from|to|cc|bcc|sent|date|subject|re|fwd?|attn|deadline|priority|due"
    r"|ref|ticket|case no)\s?:|deadline\b|(?:very |not )?urgent\b|no rush\b|fyi\b)"
    r"[^\n?:]*?(?:\n+|[.!](?<!(?-i:[A-Z])[.])\s+|$))",
    re.IGNORECASE,
)
"""A line of a message's head, or of how soon it is to be answered."""
_LABEL = re.compile(
    r"\W*(?:context|background|purpose|setting|subject|use|audience|reason|project|query|question|request|enquiry"
    r"|inquiry|requester|requestor|hcp|note)\s?:?\s*$",
    re.IGNORECASE,
)
"""A word before a colon that says what stands behind it."""
_OF_CONTEXT = re.compile(
    r"\W*(?:context|background|purpose|use|audience|reason|project|requester|requestor|hcp)\b", re.IGNORECASE
)
_HEADS = re.compile(r"\b(?:reasons?|causes?)\b[^:?]{0,40}:\s*$", re.IGNORECASE)
"""Heads what is asked: "reason for stopping: lack of efficacy"."""
_CLOSING = re.compile(
    r"(?:^|(?<=[.!?,;:–—\n])|(?<=[.!?,;:–—\n]\s)|(?<=\w)\s(?-i:(?=[A-Z])))\s*"
    r"(?:(?:many|kind|best|warm|with|my|much|all the|very|yours?)\s)*"
    r"(?:thanks?(?: you)?|thx|cheers|regards|wishes|sincerely|faithfully|truly|br|kr|ta"
    r"|best(?=\s?[,\n]\W*(?-i:[A-Z])))\b"
    r"(?:\s(?:so|very|ever so|again|in|you|and|for|kind|best|much|many|a lot|advance|regards|all|your|help|time|this"
    r"|the|quick|reply|support|indeed|wishes|looking into it))*\s*[,.!–—-]?\s*"
    r"(?P<signed>(?:(?!\?)[^\n]){0,60}(?:\n+[^\n?]{1,60}){0,5})\s*$",
    re.IGNORECASE,
)
"""How a message closes, and who signs it."""
_SIGNS = re.compile(r"[(]?[^\W\d_][\w.'’/&-]*[,.;:)]?|[-–—|/&]|\+?[\d()-]+[,.]?")
_LONGEST_SIGNATURE = 14  # words
_SALUTATION = re.compile(
    r"\W*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|to whom it may concern)\b[^?\n]{0,40}",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|do|does|did|should|must|met"
    r"|(?:i|we|he|she|they|you|it|one|who|which|that|colleagues?|authors?|team|group|committee|board|consultant|doctor|dr"
    r"|nurse|pharmacist|payer|reviewer|client|boss|chief|editor)\s(?:\w+ly\s|also\s|now\s|just\s)?\w{2,}"
    r"|\w{3,}ed|\w{3,}ing|sorry|apologies|i|we|us|me|my|our|mine|ours|you|your|she|he|they|him|her)\b"
    r"|['’](?:m|ve|re|s|d|ll)\b|\bin (?:\w+ )?(?:minutes?|mins?|hours?)\b|\b(?:today|tomorrow|tonight|yesterday)\b",
    re.IGNORECASE,
)
"""A sign that a sentence states something: a heading or a search has none."""
_RESTRICTS = re.compile(
    r"\b(?:(?:patients?|pts)(?!['’]?\s(?:groups?|organi[sz]ations?|advoca\w+|associations?|represent\w+|forums?|leaflets?"
    r"|information|societ\w+|charit\w+|education|club|network|meeting|portal))"
    r"|people|kids?|infants?|bab(?:y|ies)|teen\w*|adolescents?|women|men|wom[ae]n|man|adults?|elderly|population|sub-?groups?|those|child(?:ren)?|participants?|persons?"
    r"|mother|mum|mom|father|dad|wife|husband|partner|sister|brother|uncle|aunt|friend|lady|gentleman"
    r"|females?|males?|boys?|girls?|ethnic\w*|rac(?:e|ial)|asians?|region\w*|countr\w+|aged?|year[- ]old|dose"
    r"|years? (?:old|or))\b|[<>≥≤%=]|\d",
    re.IGNORECASE,
)
"""Words by which a sentence may say of whom or when is asked, or tell a figure."""
_NARROWING = re.compile(
    r"\b(?:restrict\w*|limit\w*|especially|specifically|particular\w*|focus\w*|interest(?:ed)?\sin|interest\sis"
    r"|mean(?:s|t)?|not (?:the|in))\b|(?<!\bi )(?<!\bwe )\b(?:only|solely|except|excluding|rather than|instead of"
    r"|other than|without)\b",
    re.IGNORECASE,
)
"""Words by which it may narrow what is asked, unless it tells of the asker's own work: "I only have a minute"."""
_LOCATION = re.compile(
    r"\b(?:section|slide|page|chapter|figure|table|item|row|version|line)s?\s?#?\d+(?:[.,]\d+)*", re.IGNORECASE
)
"""A number of a place in a document, which is no figure."""
_HELP = re.compile(
    r"\W*(?:and\s|so\s|but\s)?(?:"
    r"(?:can|could|would|will|may) (?:you|anyone|anybody|someone|somebody|one of you)(?: please| kindly| possibly)?"
    r" (?:help|assist|advise|settle|have a look|take a look|look into)"
    r"(?: (?:me|us|out|with|on|at|into|it|this|that|here))*"
    r"|(?:any|some) (?:help|ideas?|thoughts?|pointers?|guidance)(?: (?:would be|is|are|here|on this|with this|\w+))*"
    r"|(?:please|kindly|pls)?\s?(?:help|assist|advise|settle|reply|respond|get back|let (?:me|us) know|send|call|ring)"
    r"(?: (?:me|us|it|this|that|out|soon|quickly|asap|today|tomorrow|by \w+|back|to \w+|here|please))*"
    r"|(?:(?:can|could|would|will|may) you |i(?:['’]d| would) like you to )?(?:please |kindly )?(?:look|find|dig|check"
    r"|sort|clear|confirm|verify|answer|clarify|explain|see to)(?: (?:me|us|out|up|for|with|(?:the )?(?:following"
    r"|question|query|point)|(?-i:(?:it|this|that)\b(?= (?:up|out|for)|\W*$))|please|below|quickly))+"
    r"|how are (?:you|things)(?: \w+)*|is (?:anyone|anybody|somebody) there|are you there|me again"
    r"|[^.?:]{0,60}\b(?:would like|want|wish|need|ask|send|give|tell|get|know)(?:s|ed)?\b[^.?:]{0,40}"
    r"\b(?:the following|as follows|(?:this|below|an answer|a reply)(?: (?:right|please|soon|from you))*)"
    r")\W*",
    re.IGNORECASE,
)
"""All of a sentence that only asks for help, or for what stands beside it."""
_OWN_DOING = re.compile(
    r"\b(?:i|we)(?:['’]d)?\s(?:\w+ly\s|just\s|only\s|also\s|still\s|now\s)?(?:need|want|have|would like|like|hope|plan)"
    r"(?:ed|s)?\sto\s(?:\w+ly\s)?(?:ring|call|phone|write|reply|answer|respond|present|send|submit|print|finish|prepare"
    r"|get (?:back|this|it)|put|decide|go|rush|leave|brief|teach|talk|speak|hand|file|sign|give (?:a|my|our)|be|meet"
    r"|tell (?:him|her|them|my|our)|make|update|draft|add|fill|complete|close)\b",
    re.IGNORECASE,
)
"""A need that is the asker's own doing: "I need to ring her back by noon"."""
_LEANS = re.compile(
    r"\b(?:that|this|those|these|it|its|they|them|their|he|she|such|same|both"
    r"|(?<!was )(?<!were )(?<!is )(?<!are )there|(?<!^)so)\b",
    re.IGNORECASE,
)
_STRONG = ("outcome", "arm", "drug", "subgroup", "population", "analysis", "grade")
_NARROWS = ("arm", "drug", "subgroup", "population", "analysis", "grade")


def question_in(text: str, *, corpus: Corpus, terms: TermIndex) -> str:
    """Return what a message asks of a corpus, without the letter around it."""
    about = find_trials(text, terms=terms, trials=corpus.trials, named_by=partial(names_trial, corpus=corpus))
    trial = about.held[0] if len(about.held) == 1 else None
    titles = words_of(trial, corpus=corpus).names - common_words()
    return asked_in(text, find=partial(terms.find, trial=trial), titles=titles)


def asked_in(text: str, *, find: Callable[[str], Sequence[Mention]], titles: Collection[str]) -> str:
    """Return what a message asks, in its own words; the message as it is where it is nothing but a question.

    Args:
        find: The terms that a text mentions.
        titles: Normal forms of the words of the trial's titles that are no words of any talk.
    """
    body = _without_header(_without_closing(text, find), find)
    spans = [span for span in led_spans(body) if not _HELP.fullmatch(body[slice(*span)].strip())]
    if len(spans) == 1:
        body = body[slice(*spans[0])]
        return body.strip() or text
    aside = [_is_aside(body, span, find=find, titles=titles) for span in spans]
    kept = [span for span, is_aside in zip(spans, aside, strict=True) if not is_aside]
    if not any(
        _asks(words) or find(words) or _titled(words, titles) for words in (body[slice(*span)] for span in kept)
    ):
        return body.strip() or text
    body = _without_own_doing(body, kept, find)
    kept += [
        span
        for (span, is_aside), (following, _) in pairwise(zip(spans, aside, strict=True))
        if is_aside and following in kept and _points_to(body[slice(*span)], body[slice(*following)].strip(), find)
    ]
    said = [f"{body[slice(*span)].strip()}{_gap(body[slice(*span)])}" for span in sorted(kept)]
    return _RUN_ON.sub("\n", "".join(said)).strip() or text


def _without_own_doing(body: str, spans: Sequence[tuple[int, int]], find: Callable[[str], Sequence[Mention]]) -> str:
    """The body with blanks for what somebody does before he wishes something: "we are writing a review and need"."""
    for start, end in spans:
        doing = _DOING_AND.match(body, start, end)
        named = [m for m in find(doing["doing"]) if m.term.kind != "analysis"] if doing else []
        if doing and not _strong(doing["doing"], named):
            blanks = " " * len(doing["doing"])
            body = f"{body[: doing.start('doing')]}{blanks}{body[doing.end('doing') :]}"
    return body


_DOING_AND = re.compile(
    r"\s*(?P<who>I|we)(?P<doing>(?:['’](?:m|re|ve)|\s(?:am|are|have|had))\s[^.?;:,]{3,90}?\sand"
    r"(?:\s(?:so|therefore|also|now))?(?:\s(?:I|we))?)\s(?=(?:would like|need|want|require|wish)\b)",
    re.IGNORECASE,
)
_RUN_ON = re.compile(r"(?<=[.!?]) (?=(?:how|what|which|who|when|where|whether)\b)")
"""Before a question whose lead-in is left out, so that it is a sentence of its own: "I want to ask: how many"."""


def _gap(sentence: str) -> str:
    """What parts a sentence from the next one: a line's end, or a space."""
    return "\n" if sentence[len(sentence.rstrip()) :].count("\n") else " "


def _without_closing(text: str, find: Callable[[str], Sequence[Mention]]) -> str:
    """The text without its closing formula and the name below it."""
    for closing in _CLOSING.finditer(text):
        signed = closing["signed"]
        words = signed.split()
        names = len(words) <= _LONGEST_SIGNATURE and all(_SIGNS.fullmatch(word) for word in words)
        if closing.start() and names and not _strong(signed, find(signed)):
            return text[: closing.start()]
    return text


def _without_header(text: str, find: Callable[[str], Sequence[Mention]]) -> str:
    """The text without the lines of its head that name nothing of a trial's evidence."""
    while lines := [
        match for match in _HEADER.finditer(text) if match[0].strip() and not _strong(match[0], find(match[0]))
    ]:
        text = text[: lines[0].start()] + text[lines[0].end() :]
    return text


def _is_aside(
    text: str, span: tuple[int, int], *, find: Callable[[str], Sequence[Mention]], titles: Collection[str]
) -> bool:
    """Whether a sentence of a message asks nothing, and names nothing that could be asked about or restrict it."""
    words = text[slice(*span)].strip()
    if ITEM.match(words):
        return False
    if _HELP.fullmatch(words) or (words.endswith(":") and _LABEL.fullmatch(words)):
        return True
    if "?" not in words and wishes.dismisses(words):
        return True
    found = find(words)
    if _SALUTATION.fullmatch(words) or not without_frames(words).strip(" .,;:!–—-"):
        return not _strong(words, found) and not find(wishes.wished(words))
    if _HEADS.search(words):
        return False
    narrows = _NARROWING.search(words) and not only_tells(words)
    if _asks(words) or narrows or _RESTRICTS.search(_LOCATION.sub("", words)):
        return False
    if text[: span[0]].rstrip().endswith(":"):  # told by the words before it
        of_context = _OF_CONTEXT.match(re.split(r"\n|[.?!]\s", text[: span[0]].rstrip())[-1])
        return bool(of_context) and not any(m.term.kind in _NARROWS for m in found)
    return not _strong(words, found) and not _titled(words, titles) and (bool(_VERB.search(words)) or _is_common(words))


def _titled(words: str, titles: Collection[str]) -> bool:
    """Whether a sentence has two words of titles, or one that is long enough to name one alone."""
    told = word_forms(words).intersection(titles)
    return len(told) > 1 or any(len(word) >= _LONG_WORD for word in told)


_LONG_WORD = 8  # letters


def _asks(words: str) -> bool:
    """Whether a sentence asks something, and does not only tell what the asker has to do."""
    asks = stories.asks_anything(words) or wishes.demands(words) or bool(wishes.wished(words))
    return "?" in words or (asks and not _OWN_DOING.search(words) and not wishes.dismisses(words))


def _is_common(words: str) -> bool:
    """Whether a sentence has no word but those of any talk, and begins none that adds to a question: "by sex"."""
    return not _ADDS.match(words) and all(token.form in common_words() for token in split_tokens(words))


_ADDS = re.compile(
    r"\W*(?:(?:by|per|in|at|for|of|with|from|since|until|after|before|during|each|every|any|all|both|also|and|plus|or|as"
    r"|to|numbers?|rates?|shares?|time|how)\b|(?:\w+\W+){0,2}\w+\W*$)",
    re.IGNORECASE,
)
"""Begins words that go on with a question; those of one to three words always do."""


def _strong(text: str, found: Sequence[Mention]) -> bool:
    """Whether a text names an outcome, an arm or a part of the patients, and not only where or by whom it is asked."""
    return any(
        mention.term.kind in _STRONG
        and mention.term.role != "all"
        and not (mention.term.kind == "outcome" and mention.term.category in _OF_PLACES)
        and not (mention.term.kind == "analysis" and _OWN.search(text, 0, mention.start))
        for mention in found
    )


def _measured(found: Sequence[Mention]) -> bool:
    return any(mention.term.kind == "outcome" and mention.term.category not in _OF_PLACES for mention in found)


_OF_PLACES = ("design", "disposition")
_OWN = re.compile(r"\b(?:my|our|his|her|their|your|an?)\s(?:[\w-]+\s)?$", re.IGNORECASE)
"""Before an analysis of the asker's own: "a reviewer of our meta-analysis"."""


def _points_to(told: str, words: str, find: Callable[[str], Sequence[Mention]]) -> bool:
    """Whether a sentence asks about what the one before it tells: "Is that so?", "it" ahead of anything of its own."""
    named = [mention.start for mention in find(words) if mention.term.kind in (*_STRONG, "topic")]
    leans = _LEANS.search(words[: min(named, default=len(words))]) and _measured(find(told))
    return stories.asks_to_confirm(words) or bool(leans)
