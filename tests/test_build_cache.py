"""What is kept between runs is built once, is whole, and follows its inputs."""

import os
import time

import pytest

from tests import build_cache

ROOT = build_cache.ROOT


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(build_cache, "FOLDER", tmp_path / "cache")
    monkeypatch.setattr(build_cache, "ROOT", tmp_path)
    return tmp_path


def test_an_entry_is_built_once():
    builds = []

    def build(folder):
        builds.append(folder)
        (folder / "file").write_text("built")

    for _ in range(2):
        assert (build_cache.cached("thing", "key", build) / "file").read_text() == "built"
    assert len(builds) == 1


def test_a_build_that_fails_leaves_no_entry_and_is_tried_again():
    def fail(folder):
        (folder / "half").touch()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        build_cache.cached("thing", "key", fail)
    entry = build_cache.cached("thing", "key", lambda folder: (folder / "whole").touch())
    assert [each.name for each in entry.iterdir()] == ["whole"]


def test_the_digest_follows_names_bytes_and_what_is_given_beside_them(elsewhere):
    one = elsewhere / "one.py"
    one.write_text("1")
    digests = {build_cache.digest("*.py"), build_cache.digest("*.py", extra="today")}
    one.write_text("2")
    digests.add(build_cache.digest("*.py"))
    one.rename(elsewhere / "two.py")
    digests.add(build_cache.digest("*.py"))
    assert len(digests) == 4
    assert build_cache.digest("*.py") == build_cache.digest("*.py", "two.*")


def test_what_no_run_has_used_for_days_is_deleted():
    old = build_cache.cached("thing", "old", lambda folder: None)
    before = time.time() - build_cache.KEEP_UNUSED - 60
    os.utime(old, (before, before))
    other = build_cache.cached("other", "old", lambda folder: None)
    os.utime(other, (before, before))

    new = build_cache.cached("thing", "new", lambda folder: None)
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


def test_a_copied_tree_is_its_own_tree(elsewhere):
    source = elsewhere / "source"
    (source / "folder").mkdir(parents=True)
    (source / "folder" / "file").write_text("words")
    build_cache.copy_tree(source, elsewhere / "copy")
    (source / "folder" / "file").unlink()
    assert (elsewhere / "copy" / "folder" / "file").read_text() == "words"


@pytest.mark.parametrize("pattern", [*build_cache.MIGRATIONS, *build_cache.CONTENT])
def test_each_pattern_of_the_inputs_finds_files(pattern):
    assert any(ROOT.glob(pattern))
