import shutil
from pathlib import Path

import pytest

from ingest.errors import HomeError, IndexMissingError
from ingest.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A state folder with one published generation."""
    home = Home(tmp_path / "home")
    publish_next(home)
    return home


def publish_next(home: Home) -> Path:
    """Publish a generation of one file, and return its folder."""
    with home.writing(), home.building() as folder:
        folder.mkdir()
        (folder / "file").write_text("whole", encoding="utf-8")
        home.publish(folder)
    return folder


def test_nothing_is_published_at_first(tmp_path: Path) -> None:
    """A reader of an empty home is told what to do."""
    with pytest.raises(IndexMissingError, match="run trialcite ingest"):
        Home(tmp_path).lease()


def test_publishing_moves_readers_on(home: Home) -> None:
    """Who opens after a publication sees the new generation, who opened before keeps the old one."""
    old = home.lease()
    new_folder = publish_next(home)
    new = home.lease()
    assert new.folder == new_folder != old.folder
    old.close()
    new.close()


def test_leased_generation_is_not_removed(home: Home) -> None:
    """A generation goes once its last reader has closed it, not before."""
    first, second = home.lease(), home.lease()
    publish_next(home)
    first.close()
    home.remove_unused(shutil.rmtree)
    assert (second.folder / "file").read_text(encoding="utf-8") == "whole"
    second.close()
    home.remove_unused(shutil.rmtree)
    assert sorted(path.name for path in (home.path / "generations").iterdir()) == ["000002"]


def test_generation_being_built_is_not_removed(home: Home) -> None:
    """What a killed run left is for the next one to continue."""
    home.next().mkdir()
    home.remove_unused(shutil.rmtree)
    assert home.next().is_dir()


def test_second_writer_is_refused(home: Home) -> None:
    """Two writers would lose passages; the second is told at once."""
    with home.writing(), pytest.raises(HomeError, match="another ingestion is running"), Home(home.path).writing():
        pass


def test_writer_may_follow_a_writer(home: Home) -> None:
    """The lock ends with the run."""
    publish_next(home)
    assert home.published() == home.path / "generations" / "000002"


def test_failed_write_names_the_remedy(home: Home) -> None:
    """A full disk leaves what was published, and says so."""
    published = home.published()
    with pytest.raises(HomeError, match="free some disk space"), home.building():
        raise OSError(28, "No space left on device")
    assert home.published() == published


def test_home_that_cannot_be_made_is_a_home_error(tmp_path: Path) -> None:
    """A file in the way is told with the setting that chooses another folder."""
    (tmp_path / "home").write_text("", encoding="utf-8")
    with pytest.raises(HomeError, match="TRIALCITE_HOME"), Home(tmp_path / "home").writing():
        pass


def test_lost_generation_is_a_home_error(home: Home) -> None:
    """A generation that was deleted by hand is named."""
    (home.path / "current").write_text("000009", encoding="ascii")
    with pytest.raises(HomeError, match="000009"):
        home.lease()
