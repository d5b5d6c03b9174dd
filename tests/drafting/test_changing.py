"""A person's changes to picks and sentences."""

from __future__ import annotations

from drafting.changing import add_sentence, change_sentence, choose, list_sentences
from drafting.check_report import settle
from drafting.records import Letter, texts_of
from retrieval.assistant import Assistant
from retrieval.records import Verdict


def test_pick_that_is_taken_away_marks_the_selection_as_chosen(letter: Letter, assistant: Assistant) -> None:
    """A changed selection says so; one that was left alone is the same."""
    selection = letter.selections[0]
    same = choose(selection, results=selection.results, quotes=selection.quotes, corpus=assistant.corpus)
    assert same == selection
    fewer = choose(selection, results=selection.results[:1], quotes=(), corpus=assistant.corpus)
    assert (fewer.chosen, fewer.results, fewer.quotes) == (True, selection.results[:1], ())


def test_sentence_worded_anew_is_a_persons_and_is_checked(letter: Letter, assistant: Assistant) -> None:
    """A number that a person writes wrongly is contradicted once the letter is settled."""
    place, _, text = next(each for each in list_sentences(letter) if each[1].key == "points" and each[2].results)
    number = next(check.number for check in letter.checks if check.text == text.text and "." in check.number)
    changed = settle(change_sentence(letter, place, text.text.replace(number, "99.9")), corpus=assistant.corpus)
    checks = {check.number: check.verdict for check in changed.checks if check.section == "points"}
    assert checks["99.9"] is Verdict.CONTRADICTED


def test_sentence_without_words_is_taken_out(letter: Letter) -> None:
    """An empty text removes the sentence and nothing else."""
    place, section, text = next(each for each in list_sentences(letter) if each[1].key == "limitations")
    changed = change_sentence(letter, place, "  ")
    told = [each.text for each in texts_of(changed.sections[place.section])]
    assert text.text not in told
    assert len(told) == len(list(texts_of(section))) - 1


def test_sentence_is_added_at_the_end_of_a_section(letter: Letter) -> None:
    """An added sentence is a person's, and about the letter's trial."""
    number = next(place for place, section in enumerate(letter.sections) if section.key == "limitations")
    changed = add_sentence(letter, number, "Read   with care.")
    last = list(texts_of(changed.sections[number]))[-1]
    assert (last.text, last.origin, last.trial) == ("Read with care.", "person", letter.selections[0].trials[0])


def test_quotations_are_not_offered_to_be_changed(letter: Letter) -> None:
    """A source's own words stay as they are."""
    assert all(text.origin != "quote" for _, _, text in list_sentences(letter))
