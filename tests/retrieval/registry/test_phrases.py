"""Words in a row that a question and one title share."""

from retrieval.registry.phrases import shared_phrases
from tests.retrieval.small_trial import ask

WORDS = " ".join(f"w{number}x" for number in range(25))


def test_longest_row_of_words_that_one_title_has() -> None:
    """A row that two titles have tells neither."""
    told = {"Pain very much better at rest": (), "Pain very much worse": (), "Sleep": ("fell asleep at once",)}
    assert shared_phrases(ask("Who had pain very much better at the end?"), told) == {
        "Pain very much better at rest": 5
    }
    assert shared_phrases(ask("How many fell asleep at once?"), told) == {"Sleep": 4}
    assert shared_phrases(ask("Who had pain very much?"), told) == {}


def test_row_of_a_long_text_is_told_by_its_parts() -> None:
    """However long question and title are, rows of at most twenty words are compared: there are few of these."""
    assert shared_phrases(ask(f"Please: {WORDS}?"), {f"Change in {WORDS}": (), "Sleep": ()}) == {
        f"Change in {WORDS}": 20
    }
