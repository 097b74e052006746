from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
import threading
import unicodedata

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from indices.__main__ import main
from indices.database.errors import DatabaseUnavailable
from indices.register import accounts, attempts, audit, memory, sessions
from indices.register.folder import Folder
from indices.register.schema import REGISTER, metadata
from indices.register.store import Register
from tests.serving import ROOT
from tests.signing import PASSWORD, register_with_accounts


@pytest.fixture
def register(tmp_path):
    """A register with one admin and one editor."""
    register = register_with_accounts(tmp_path / "register", "admin", "editor")
    yield register
    register.close()


def test_reading_makes_nothing(tmp_path):
    register = Register(tmp_path / "register")
    assert accounts.accounts(register) == []
    assert audit.entries(register).empty and memory.recall(register, "spelling") == {}
    assert accounts.authenticate(register, "Lan", PASSWORD) is None
    assert os.listdir(tmp_path) == []


def test_only_the_owner_may_open_what_is_kept(register):
    register.folder.make_secret()
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in register.folder.path.iterdir()
    }
    assert stat.S_IMODE(register.folder.path.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600} and "secret.key" in modes


def test_the_migrations_make_the_schema(register):
    with register.writing() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": REGISTER.version_table}
        )
        assert compare_metadata(context, metadata) == []


def test_a_process_that_ends_leaves_the_writes_of_a_running_one_alone(register):
    audit.record(register, "Lan", "import", "import 1")
    wal = register.folder.path / "register.db-wal"
    before = wal.stat().st_ino
    code = (
        "import sys; from pathlib import Path; from indices.register.store import Register;"
        "from indices.register.audit import record;"
        "record(Register(Path(sys.argv[1])), 'Minh', 'undo', 'import 1')"
    )
    command = [sys.executable, "-c", code, str(register.folder.path)]
    subprocess.run(command, cwd=ROOT, check=True)
    assert wal.stat().st_ino == before
    audit.record(register, "Lan", "import", "import 2")
    assert list(audit.entries(Register(register.folder.path))["who"]) == ["Lan", "Minh", "Lan"]


def test_a_damaged_register_is_one_sentence(tmp_path):
    folder = tmp_path / "register"
    folder.mkdir()
    (folder / "register.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(
        DatabaseUnavailable, match="not a database; move it away and put the latest"
    ):
        accounts.accounts(Register(folder))


def test_several_processes_agree_on_one_secret(tmp_path):
    folder, seen = Folder(tmp_path / "register"), []
    threads = [threading.Thread(target=lambda: seen.append(folder.make_secret())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8 and set(seen) == {folder.secret()} and len(seen[0]) == 32
    assert sorted(os.listdir(folder.path)) == ["register.db", "secret.key"]


def test_the_audit_log_only_grows(register):
    audit.record(register, "Lan", "import", "import 1", {"file": "đo lường.xlsx"})
    for change in ("DELETE FROM audit", "UPDATE audit SET who = 'nobody'"):
        with pytest.raises(DatabaseUnavailable), register.writing() as connection:
            connection.execute(text(change))
    entry = audit.entries(register).iloc[0].to_dict()
    assert (entry["who"], entry["action"], entry["object"]) == ("Lan", "import", "import 1")
    assert entry["detail"] == '{"file": "đo lường.xlsx"}'
    assert audit.entries(register, since="2999").empty


def test_a_password_is_right_whichever_way_it_was_typed(register):
    accounts.add(
        register, "test", "Nguyễn  Văn Ệ", "member", unicodedata.normalize("NFC", PASSWORD)
    )
    typed = unicodedata.normalize("NFD", PASSWORD)
    assert accounts.authenticate(register, "nguyễn văn ệ", typed).name == "Nguyễn Văn Ệ"
    assert accounts.authenticate(register, "nguyễn văn ệ", f"{PASSWORD} ") is None


def test_attempts_are_audited_without_what_was_typed(register):
    accounts.authenticate(register, "my secret password", "x")
    accounts.authenticate(register, "editor", "another secret")
    log = audit.entries(register)
    assert list(log["object"][:2]) == ["account editor", "an unknown account"]
    assert set(log["action"][:2]) == {"sign-in refused"}
    assert "secret" not in log.to_csv()


@pytest.mark.parametrize(
    ("name", "role", "password", "code"),
    [
        ("", "editor", PASSWORD, "name"),
        ("a\u202eb", "editor", PASSWORD, "name"),
        ("x" * 61, "editor", PASSWORD, "name"),
        ("EDITOR", "editor", PASSWORD, "taken"),
        ("Lan", "king", PASSWORD, "role"),
        ("Lan", "editor", "too short", "short"),
        ("Lan", "editor", "x" * 1001, "long"),
    ],
)
def test_an_account_that_cannot_be_is_refused(register, name, role, password, code):
    with pytest.raises(accounts.AccountRefused) as refused:
        accounts.add(register, "test", name, role, password)
    assert refused.value.code == code and len(accounts.accounts(register)) == 2


def test_the_last_admin_stays(register):
    for change in (
        lambda: accounts.set_role(register, "test", "admin", "editor"),
        lambda: accounts.set_active(register, "test", "admin", False),
    ):
        with pytest.raises(accounts.AccountRefused) as refused:
            change()
        assert refused.value.code == "last_admin"


@pytest.mark.parametrize(
    "change",
    [
        lambda register: accounts.set_role(register, "test", "editor", "viewer"),
        lambda register: accounts.set_active(register, "test", "editor", False),
        lambda register: accounts.set_password(register, "test", "editor", "another password"),
    ],
    ids=["role", "disabled", "password"],
)
def test_a_change_of_the_account_ends_its_sessions(register, change):
    token = sessions.start(register, accounts.authenticate(register, "editor", PASSWORD))
    assert sessions.holder(register, token).name == "editor"
    change(register)
    assert sessions.holder(register, token) is None
    assert audit.entries(register)["who"][0] == "test"


def test_the_register_keeps_no_token(register):
    token = sessions.start(register, accounts.authenticate(register, "editor", PASSWORD))
    register.close()
    assert token.encode() not in register.folder.database.read_bytes()
    assert sessions.holder(register, f"{token}x") is None


def test_counts_last_their_time(register):
    assert [attempts.count(register, "a", 60) for _ in range(3)] == [1, 2, 3]
    assert attempts.count(register, "b", 0) == 1
    assert attempts.counted(register, "b")[0] == 0
    attempts.forget(register, "a")
    assert attempts.count(register, "a", 60) == 1


def test_what_was_decided_once_is_recalled(register):
    memory.remember(register, "Lan", "spelling", "TP HCM", "79")
    memory.remember(register, "Lan", "spelling", "TP HCM", ["79", 63])
    assert memory.recall(register, "spelling") == {"TP HCM": ["79", 63]}


def test_accounts_are_made_at_the_command_line(register, monkeypatch, capfd):
    def run(*arguments, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code, shown = main(arguments), capfd.readouterr()
        return code, shown.out, shown.err

    monkeypatch.setenv("REGISTER", str(register.folder.path))
    made = run("user", "add", "Trần Thị B", "--role", "leader", typed="a long password\n")
    assert made == (0, "Trần Thị B: leader\n", "")
    assert accounts.authenticate(register, "trần thị b", "a long password").role == "leader"
    log = run("audit", "--format", "csv")[1]
    assert "account added,account Trần Thị B" in log and "a long password" not in log
    assert "Trần Thị B: leader, disabled" in run("user", "disable", "Trần Thị B")[1]
    code, _, error = run("user", "password", "nobody", typed="a long password\n")
    assert code == 1 and error.startswith("There is no account nobody;")
    code, _, error = run("user", "add", "C", "--role", "editor")
    assert (code, error) == (2, "No password was given on standard input.\n")
