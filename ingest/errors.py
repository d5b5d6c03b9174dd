"""Every error that the program raises on purpose."""


class EvidenceError(Exception):
    """Something that the user can mend; its message says what, where and how."""


class SettingError(EvidenceError):
    """A setting that cannot have the value that the environment gives it."""


class ManifestError(EvidenceError):
    """A manifest that cannot be read, or that does not describe its files."""


class SourceError(EvidenceError):
    """One source that cannot be read; the others still can."""


class TableError(EvidenceError):
    """A results table that breaks its own rules."""


class VocabularyError(EvidenceError):
    """A vocabulary file that cannot be read."""


class IndexMissingError(EvidenceError):
    """Nothing has been ingested yet."""


class FetchError(EvidenceError):
    """One record that a public service does not give; others it may."""


class UnreachableError(FetchError):
    """A public service to which there is no way from here."""


class HomeError(EvidenceError):
    """The state folder cannot be read or written."""


class AuditError(EvidenceError):
    """The audit trail cannot be read or written."""


class ModelError(EvidenceError):
    """The embedding model cannot be loaded."""


class ChatModelError(EvidenceError):
    """The name of a chat model that cannot be read."""
