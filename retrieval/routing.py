"""Which kind of answer a question gets: decline, disclosures, figures, quotes, or that the corpus does not hold it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from ingest.corpus import Corpus
from retrieval.answers import prose
from retrieval.answers.absence import pointer_last, words_asked
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.apart import answer_apart
from retrieval.answers.arm_given import quote_given
from retrieval.answers.authorship import tell_authors, tell_membership
from retrieval.answers.by_meaning import answer_by_meaning, with_measure_meant
from retrieval.answers.condition_words import without_condition
from retrieval.answers.coverage import tell_fates_left_out, tell_outcomes_left_out
from retrieval.answers.design_words import correct_design, quote_design, without_design
from retrieval.answers.entry import with_entry
from retrieval.answers.explaining import explain
from retrieval.answers.given_claimed import tell_given
from retrieval.answers.holdings import tell_holdings
from retrieval.answers.identifiers import asks_number_of_place, tell_identifiers
from retrieval.answers.left_out_claimed import tell_taken_part
from retrieval.answers.not_reached import medians_not_reached
from retrieval.answers.premises_told import (
    with_premises,
)
from retrieval.answers.prose_drafts import draft_prose
from retrieval.answers.publication_asked import tell_publications
from retrieval.answers.quoting import quote_answer
from retrieval.answers.refusals import declined, not_held, unnamed
from retrieval.answers.schedule_asked import tell_schedule
from retrieval.answers.sets_asked import sets_asked
from retrieval.answers.side_by_side import side_by_side
from retrieval.answers.summary import summarise, with_later_results
from retrieval.answers.text_asked import with_text_not_held
from retrieval.answers.texts_held import tell_texts
from retrieval.answers.traced import tell_traced
from retrieval.answers.untold_causes import UNTOLD
from retrieval.as_meant import as_meant
from retrieval.beside_numbers import with_results_beside_numbers
from retrieval.chat_model.prompting import fill
from retrieval.claims_put import with_claims_put
from retrieval.conversation.conversation import Conversation
from retrieval.disclosures_asked import answer_disclosures, asked_beside
from retrieval.every_part import one_by_one, tell_beside_others, with_every_part
from retrieval.every_phrase import with_every_phrase
from retrieval.headed_lists import headed, with_headed_list
from retrieval.intake import stories
from retrieval.intake.detector import only_reports
from retrieval.interests.words import asks_papers
from retrieval.lists_put import with_list_asked
from retrieval.messages import question_in
from retrieval.naming import without_words_of_papers
from retrieval.notices import unread_notice
from retrieval.other_evidence import answer_for_other_evidence
from retrieval.other_trials import answer_held, strange_names
from retrieval.parts_alone import with_parts_alone
from retrieval.plain_questions import with_plain_question
from retrieval.premise_clause import with_premise_corrected
from retrieval.questions import lead_ins, shorthand
from retrieval.questions.clauses import further_questions
from retrieval.questions.completion import complete
from retrieval.questions.doses_asked import asks_dose_alone
from retrieval.questions.framing import without_frames
from retrieval.questions.hedges import without_disclaimer, without_opening
from retrieval.questions.pieces_apart import pieces_apart
from retrieval.questions.question import Question, read_question
from retrieval.questions.reports_asked import whom_to_tell
from retrieval.questions.scope import asks_for_treatment_advice
from retrieval.questions.spoken_frames import unwrapped
from retrieval.questions.wishes import without_wish
from retrieval.records import Sentence
from retrieval.registry.answering import answer_from_record
from retrieval.registry.comparisons_held import with_comparison_not_held
from retrieval.registry.left_out import lacks, with_what_is_left_out
from retrieval.registry.rewriting import in_its_words
from retrieval.registry.things import names_trial, things_not_held
from retrieval.registry.trial_words import record_of, words_of
from retrieval.requests_put import answer_requests
from retrieval.requests_read import requests
from retrieval.search import Retriever
from retrieval.statements_put import answer_statements
from retrieval.terms import TermIndex
from retrieval.trials import TrialsAsked, find_trials
from retrieval.unnamed_outcomes import answer_at_large

MOST_TRIALS = 4
"""Trials that one question is answered for, one after the other; of more, the reader is asked which one is meant."""


_AMOUNT = re.compile(r"\bhow (?:long|many|much|often)\b", re.IGNORECASE)


def draft_answer(text: str, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """Draft the answer to one message, with what is wrong in the claims that it puts; advice on a patient is none."""
    text = unwrapped(without_disclaimer(as_meant(text, corpus=corpus, terms=terms)))
    if asks_for_treatment_advice(text):
        return declined(corpus)
    reporting = Sentence(fill("reporting"), stays=True)
    span = whom_to_tell(text)
    rest = f"{text[: span[0]]}{text[span[1] :]}".strip() if span else text
    if only_reports(text, terms=corpus.terms) or (span and not stories.asks_anything(rest.rstrip("?.! "))):
        return Draft("declined", (reporting,))
    if span:
        beside = draft_answer(rest, corpus=corpus, terms=terms, retriever=retriever)
        return replace(beside, sentences=(reporting, *beside.sentences))
    named = partial(find_trials, terms=terms, trials=corpus.trials, named_by=partial(names_trial, corpus=corpus))
    about = named(text)
    trial = about.held[0] if len(about.held) == 1 else None

    def ask(part: str) -> Draft:
        part, own = shorthand.spelt_out(part), named(part)
        own = own if own.named or own.foreign or not about.named else replace(about, foreign=())
        return _draft_named(part, about=own, corpus=corpus, terms=terms, retriever=retriever)

    def ask_list(part: str) -> Draft:
        part, converse = shorthand.spelt_out(part), partial(Conversation, corpus=corpus, terms=terms)
        whole = with_headed_list(ask(part), part, ask=ask)
        return with_list_asked(whole, part, find=partial(terms.find, trial=trial), ask=ask, converse=converse)

    asked = without_opening(question_in(text, corpus=corpus, terms=terms))

    def answer(message: str) -> Draft:
        put = () if headed(message) else requests(shorthand.spelt_out(message), message=text)
        told = answer_requests(put, trial=trial, corpus=corpus, terms=terms, ask=ask_list)
        return told or ask_list(without_wish(message))

    if stated := answer_statements(text, trial=trial, ask=ask, answer=answer):
        return stated
    return with_claims_put(answer(asked), asked, ask=ask)


def _draft_named(text: str, *, about: TrialsAsked, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """Draft the answer to one question of the trials that are named, behind what only tells what it is wanted for."""
    question = _read(text, about.held[0] if len(about.held) == 1 else None, corpus=corpus, terms=terms)
    draft_about = partial(_draft_about, about=about, corpus=corpus, terms=terms, retriever=retriever)
    asked = lead_ins.without_lead_in(question, read=partial(_read, trial=question.trial, corpus=corpus, terms=terms))
    if asked is None:
        read = partial(_read, trial=question.trial, corpus=corpus, terms=terms)
        plain = partial(with_plain_question, corpus=corpus, retriever=retriever)
        return plain(draft_about(question), question, ask=lambda part: draft_about(read(part)))
    if (scope := lead_ins.scope_of(question, asked)) and not lacks(whole := draft_about(question)):
        return whole
    return replace(draft := draft_about(asked), notices=(*unread_notice(scope), *draft.notices))


def _draft_about(
    question: Question, *, about: TrialsAsked, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> Draft:
    """Draft the answer to a question as it is read, for each of the trials that it is about."""
    alone = tell_membership(question, corpus=corpus) or tell_given(question, corpus=corpus, terms=terms)
    if alone and not further_questions(question.text):
        return Draft("answered", alone, question.trial)
    ask = partial(draft_answer, corpus=corpus, terms=terms, retriever=retriever)
    others = about.foreign or (strange_names(question) if about.named else ())
    if foreign := others or things_not_held(question, corpus=corpus):
        lacking = not_held(question, foreign, corpus=corpus)
        if about.named and (own := answer_held(question.text, others, ask=ask)):
            return replace(own, sentences=(*lacking.sentences, *own.sentences))
        return replace(lacking, sentences=(*lacking.sentences, *tell_beside_others(question, foreign, ask=ask)))
    if elsewhere := answer_for_other_evidence(question, corpus=corpus, ask=ask):
        return elsewhere
    pieces = medians_not_reached(question, corpus=corpus)
    if pieces := pieces or _pieces_of(question, corpus=corpus, terms=terms):
        parts = [_read(piece, question.trial, corpus=corpus, terms=terms) for piece in pieces]
        each = [_draft_about(it, about=about, corpus=corpus, terms=terms, retriever=retriever) for it in parts]
        return one_by_one(each, Draft("not_found", (), question.trial))
    if holdings := tell_texts(question, corpus=corpus) or tell_holdings(question, corpus=corpus):
        return Draft("answered", holdings, question.trial)
    disclosed, others = answer_disclosures(question, corpus=corpus)
    if disclosed:
        beside = () if any(map(asks_papers, others)) else asked_beside(question, corpus=corpus, retriever=retriever)
        others = () if beside else tuple(other for other in others if without_frames(other).strip(" .,;:!?"))
        added = (sentence for draft in map(ask, others) for sentence in draft.sentences)
        return replace(disclosed, sentences=(*beside, *disclosed.sentences, *added))
    if not about.held:
        quotes = quote_answer(question, corpus=corpus, retriever=retriever) if corpus.sources else ()
        return Draft("answered", quotes) if quotes else not_held(question, (), corpus=corpus)
    if len(about.held) == 1:
        return _draft_in_parts(question, corpus=corpus, terms=terms, retriever=retriever)
    if len(about.held) > MOST_TRIALS or (not about.named and len(about.held) == len(corpus.trials)):
        return unnamed(about.held, corpus=corpus)
    asked = (_read(question.text, trial, corpus=corpus, terms=terms) for trial in about.held)
    told = [_draft_in_parts(it, corpus=corpus, terms=terms, retriever=retriever) for it in asked]
    return side_by_side(told, trials=[trial for held in about.held for trial in corpus.trials if trial.id == held])


def _pieces_of(question: Question, *, corpus: Corpus, terms: TermIndex, loose: bool = False) -> tuple[str, ...]:
    """What a question of one trial asks of several matters, each by itself; nothing where it asks of one."""
    if question.trial is None or asks_number_of_place(question, corpus=corpus):
        return ()
    titles = (title for (title,) in corpus.table.slots(question.trial, ("outcome",)) if title)
    read = partial(_read, trial=question.trial, corpus=corpus, terms=terms)
    return pieces_apart(question.text, read=read, titles=titles, loose=loose)


def _read(text: str, trial: str | None, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question as it is understood, in the words of the trial's record where one is held."""
    question = read_question(text, terms=terms, trials=corpus.trials, trial=trial)
    words = words_of(question.trial, corpus=corpus)
    if not words.naming or (said := in_its_words(question, words)) == text:
        return question
    return read_question(said, terms=terms, trials=corpus.trials, trial=question.trial)


def _draft_in_parts(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """Draft the answer of one trial: what sentences answer by themselves, and what is asked beside it."""
    if summary := summarise(question, corpus=corpus, terms=terms, retriever=retriever):
        return summary
    if told := quote_design(question, corpus=corpus):
        return Draft("answered", told, question.trial)
    quotes: tuple[Sentence, ...] = ()
    left = question.text
    if not sets_asked(question):  # of analysis sets it is told at once who and how many are in each
        quotes, left = answer_apart(question, corpus=corpus, terms=terms, retriever=retriever)
    if quotes and not left:
        return Draft("answered", quotes, question.trial)
    wrong = correct_design(question, corpus=corpus)
    asked = without_design(left if quotes else question.text) if wrong else left
    rest = _read(asked, question.trial, corpus=corpus, terms=terms) if quotes or wrong else question
    if wrong and not rest.outcomes and not _AMOUNT.search(rest.text):
        return Draft("answered", (*wrong, *quotes), question.trial)
    draft = _draft_for_trial(rest, corpus=corpus, terms=terms, retriever=retriever)
    before, after = ((), quotes) if left and question.text.startswith(left.split()[0]) else (quotes, ())
    status = "answered" if wrong or quotes else draft.status
    return replace(draft, status=status, sentences=pointer_last((*wrong, *before, *draft.sentences, *after)))


def _draft_for_trial(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """Draft the answer of one trial; of several parts that are not answered together, each by itself."""
    whole = _draft_at_once(question, corpus=corpus, terms=terms, retriever=retriever)
    whole = with_text_not_held(whole, question, corpus=corpus)
    whole = with_entry(whole, question, corpus=corpus, terms=terms, retriever=retriever)
    whole = with_later_results(whole, question, corpus=corpus, terms=terms)
    read = partial(_read, trial=question.trial, corpus=corpus, terms=terms)

    def draft(part: str) -> Draft:
        return _draft_at_once(read(part), corpus=corpus, terms=terms, retriever=retriever)

    if asks_number_of_place(question, corpus=corpus):
        return whole
    if pieces := _pieces_of(question, corpus=corpus, terms=terms, loose=whole.status != "answered"):
        return one_by_one(list(map(draft, pieces)), whole)
    if record_of(question.trial, corpus=corpus) is None:
        whole = with_premise_corrected(whole, question.text, ask=draft)
        whole = with_every_phrase(whole, question, read=read, ask=draft)
        whole = with_every_part(whole, question, corpus=corpus, terms=terms, ask=draft)
        return with_parts_alone(with_results_beside_numbers(whole, question, ask=draft), question, read=read, ask=draft)
    told = with_what_is_left_out(question, whole, draft=draft, corpus=corpus)
    told = with_comparison_not_held(question, told, corpus=corpus)
    told = with_measure_meant(question, told, corpus=corpus, terms=terms, retriever=retriever)
    said = (*told.sentences, *tell_fates_left_out(question, told.sentences))
    if told.status == "answered":
        said = tuple(dict.fromkeys((*said, *tell_outcomes_left_out(question, said, corpus=corpus, terms=terms))))
    return replace(told, sentences=pointer_last(said))


def _draft_at_once(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """Draft the answer of one trial to the whole question; every step either answers or leaves it to the next."""
    if referred := tell_publications(question, corpus=corpus) or tell_authors(question, corpus=corpus):
        return Draft("answered", referred, question.trial)
    whole = without_condition(question, corpus=corpus)
    question = complete(without_words_of_papers(whole, corpus=corpus), corpus=corpus, terms=terms, retriever=retriever)
    if told_of := tell_identifiers(replace(question, text=whole.text), corpus=corpus):
        held = any(sentence.sources or sentence.quotes for sentence in told_of)
        return Draft("answered" if held else "not_found", told_of, question.trial)
    if recorded := answer_from_record(question, corpus=corpus, terms=terms):
        return recorded
    told_apart = (tell(question, corpus=corpus, terms=terms) for tell in (tell_taken_part, quote_given, tell_traced))
    if given := next(filter(None, told_apart), ()):
        return Draft("answered", given, question.trial)
    if until := prose.quote_end_of_treatment(question, corpus=corpus, retriever=retriever, alone=True):
        return Draft("answered", until, question.trial)
    if told := explain(question, corpus=corpus, terms=terms, retriever=retriever):
        return told
    figures = answer_figures(question, corpus=corpus, terms=terms)
    if figures and figures.status == "answered":
        return with_premises(question, figures, corpus=corpus, terms=terms, retriever=retriever)
    held = any(n.startswith(UNTOLD) or terms.outcomes_of(n, trial=question.trial or "") for n in question.outcomes)
    if figures and not held and asks_dose_alone(question):
        beside = prose.quote_schedule(question, corpus=corpus, terms=terms, retriever=retriever)
        return replace(figures, status="answered", sentences=(*figures.sentences, *beside)) if beside else figures
    if figures and held and not prose.sources_without_results(question, corpus=corpus):
        return figures  # a slot that the table does not fill is not answered by prose about another
    known = figures is not None or question.mentions
    if not known and not retriever.search(question.text, trial=question.trial, dense=False, k=1):
        return not_held(question, words_asked(question), corpus=corpus)  # no word of it occurs: no model is needed
    if quoted := draft_prose(question, corpus=corpus, terms=terms, retriever=retriever):
        return quoted
    scheduled = tell_schedule(question, corpus=corpus, terms=terms, retriever=retriever)
    figures = scheduled or figures or answer_at_large(question, corpus=corpus, terms=terms)
    return figures or answer_by_meaning(question, corpus=corpus, terms=terms, retriever=retriever)
