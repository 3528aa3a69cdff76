"""Settings: one file, commented, whose defaults are the code's."""

import tomllib
from pathlib import Path

import pytest

from onrecord.codec import encode
from onrecord.config import Config, default_toml, read_config
from onrecord.errors import ConfigError


def test_the_commented_file_has_every_setting_at_its_default(tmp_path: Path) -> None:
    assert tomllib.loads(default_toml()) == encode(Config())
    path = tmp_path / "onrecord.toml"
    path.write_text(default_toml(), encoding="utf-8")
    assert read_config(path) == Config()


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.toml"
    path.write_text("[fetch]\nseconds = 5\n", encoding="utf-8")
    config = read_config(path)
    assert config.fetch.seconds == 5
    assert config.limits == Config().limits


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[fetch]\nsecnds = 5\n", "secnds"),
        ("[limit]\nlayers = 1\n", "limit"),
        ("[limits]\nlayers = 'two'\n", "layers"),
        ("[limits]\nlayers = true\n", "layers"),
        ("[limits]\nlayers = 0\n", "above 0"),
        ("[fetch]\nallow_private = 1\n", "allow_private"),
        ("not toml", "TOML"),
    ],
)
def test_a_setting_that_is_not_usable_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "onrecord.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told):
        read_config(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="onrecord config"):
        read_config(tmp_path / "none.toml")
