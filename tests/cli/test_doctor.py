"""`perftui doctor`: aligned lines of Chinese, JSON, and an exit status that tells."""


def test_what_is_fine_ends_with_status_0(perftui, folder):
    done = perftui("doctor", folder)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "程序："
    assert lines[1].startswith("  正常  perftui     ")
    assert lines[2].startswith("  正常  Python      3.")
    assert lines[-1].endswith("项：注意 1 处。")


def test_what_is_wrong_ends_with_status_1_and_says_what_to_do(perftui, folder):
    (folder / "perftui.toml").write_text("[check", encoding="utf-8")
    done = perftui("doctor", folder)
    assert done.status == 1
    at = next(n for n, line in enumerate(done.out.splitlines()) if line.startswith("  错误  设置"))
    assert "→ 请改正" in done.out.splitlines()[at + 1]
    assert "错误 1 处" in done.out.splitlines()[-1]


def test_json_has_all_of_it(perftui, folder):
    done = perftui("doctor", folder, "--json")
    assert done.status == 0
    assert {"程序", "导出", "数据", "短语库", "文件夹", "终端"} == {
        one["area"] for one in done.json
    }
    assert all(one.keys() == {"area", "name", "state", "found", "advice"} for one in done.json)
    assert {one["state"] for one in done.json} <= {"fine", "note"}


def test_of_a_form_its_folder_is_examined(perftui, sample):
    assert "有 11 份" in perftui("doctor", sample("长三角")).out


def test_a_folder_that_is_not_there_is_told(perftui, tmp_path):
    assert "没有「" in perftui("doctor", tmp_path / "没有").complaint


def test_escape_sequences_in_names_are_not_echoed(perftui, folder):
    (folder.parent / "模板").mkdir()
    (folder.parent / "模板" / "a\x1b[31m.docx").write_bytes(b"")
    (folder.parent / "模板" / "b\x1b[31m.doc").write_bytes(b"")
    assert "\x1b" not in perftui("doctor", folder).out
