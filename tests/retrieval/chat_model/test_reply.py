"""A model's reply, read as far as it has come and as well as it can be."""

from __future__ import annotations

import pytest

from retrieval.chat_model.reply import REPLY_SCHEMA, Reply, read_reply

TWO = '{"statements": [{"text": "One {{AAAAAAAA:value}}.", "cites": ["BBBBBBBB"]}, {"text": "Two.", "cites": []}]}'


def _texts(reply: Reply) -> list[str]:
    return [statement.text for statement in reply.statements]


def test_statement_is_read_when_it_is_complete() -> None:
    """The first statement is there as soon as its brace closes, and not before."""
    end = TWO.index("]}") + 2
    assert _texts(read_reply(TWO[: end - 1], ended=False)) == []
    assert _texts(read_reply(TWO[:end], ended=False)) == ["One {{AAAAAAAA:value}}."]


def test_whole_reply_is_not_broken() -> None:
    """Both statements, with their keys."""
    reply = read_reply(TWO, ended=True)
    assert _texts(reply) == ["One {{AAAAAAAA:value}}.", "Two."]
    assert reply.statements[0].cites == ("BBBBBBBB",)
    assert not reply.broken


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Here it is:\n```json\n{TWO}\n```", id="in a fence"),
        pytest.param(f"<think>{{ hm }}</think>{TWO}", id="after thoughts"),
        pytest.param(TWO.replace("]}]}", "],}],}"), id="trailing commas"),
        pytest.param(TWO.removeprefix('{"statements": ').removesuffix("}"), id="only the list"),
        pytest.param(TWO.replace("}, {", "}\n{").replace('{"statements": [', "").replace("}]}", "}"), id="one a line"),
        pytest.param(TWO.replace(', "cites": []', ""), id="no cites"),
        pytest.param(TWO.replace('["BBBBBBBB"]', '"BBBBBBBB"'), id="cites as a text"),
        pytest.param(TWO.replace("Two.", "Two\n."), id="line break in a text"),
    ],
)
def test_what_models_get_wrong_is_understood(text: str) -> None:
    """The statements are found in spite of it."""
    reply = read_reply(text, ended=True)
    assert len(reply.statements) == 2
    assert reply.statements[0].cites == ("BBBBBBBB",)


@pytest.mark.parametrize("text", [TWO[:-20], TWO.replace('"Two."', '"Two "quoted" words."')])
def test_damage_is_told(text: str) -> None:
    """What was complete is kept, and the reply is broken."""
    reply = read_reply(text, ended=True)
    assert _texts(reply) == ["One {{AAAAAAAA:value}}."]
    assert reply.broken


def test_prose_is_read_line_by_line() -> None:
    """A model that writes no JSON may still have written statements."""
    reply = read_reply("- The ratio was {{AAAAAAAA:value}}.\n\n2. Nothing else.\n---", ended=True)
    assert _texts(reply) == ["The ratio was {{AAAAAAAA:value}}.", "Nothing else."]
    assert read_reply("The ratio", ended=False).statements == ()


@pytest.mark.parametrize("text", ["", "{}", '{"statements": []}', '{"statements": [{"text": ""}]}', "null", "{" * 5000])
def test_nothing_is_no_statement(text: str) -> None:
    """Emptiness in any shape holds no statement, and is no error."""
    assert read_reply(text, ended=True).statements == ()


def test_schema_names_what_is_read() -> None:
    """A provider holds its model to statements with a text and keys, and to nothing else."""
    item = REPLY_SCHEMA["$defs"]["ReplyStatement"]
    assert set(item["properties"]) == set(item["required"]) == {"text", "cites"}
    assert item["additionalProperties"] is REPLY_SCHEMA["additionalProperties"] is False
