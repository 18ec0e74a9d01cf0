"""Opens workbooks that tiermix export writes, with nothing but the standard library.

    open_workbooks.py PROGRAM SCENARIO FOLDER

Every sheet is well-formed XML with rows, there is no formula in any cell, charts are native and point
at rows that exist, numbers are numbers with a format, and the same results give the same bytes.
"""

import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
HARM = "=cmd|' /C calc'!A0</t><f>1+1</f> <script> \ufffe\uffff"
WRITTEN = HARM.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")  # XML has no way to say these


def run(program, *words, cwd):
    subprocess.run([program, *words], cwd=cwd, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def texts_in(book):
    root = tree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in root]


def check(path):
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None, path
        texts = texts_in(book)
        names = [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        assert names[0] == "Notes" and len(set(names)) == len(names), names
        numbers = 0
        rows = {}
        for index, name in enumerate(names, start=1):
            sheet = tree.fromstring(book.read(f"xl/worksheets/sheet{index}.xml"))
            assert not list(sheet.iter(MAIN + "f")), f"{path}: a formula in {name}"
            rows[name] = len(list(sheet.iter(MAIN + "row")))
            assert rows[name] > 1, f"{path}: {name} is empty"
            for cell in sheet.iter(MAIN + "c"):
                if cell.get("t") is None and cell.find(MAIN + "v") is not None:
                    numbers += 1
                    assert cell.get("s"), f"{path}: a number without a format in {name}"
                    float(cell.find(MAIN + "v").text)
        charts = [n for n in book.namelist() if n.startswith("xl/charts/chart")]
        for name in charts:
            for formula in tree.fromstring(book.read(name)).iter(CHART + "f"):
                sheet, last = re.fullmatch(r"'?([^'!]+)'?!\$[A-Z]+\$\d+:\$[A-Z]+\$(\d+)", formula.text).groups()
                assert int(last) <= rows[sheet], f"{name}: {formula.text}"
        assert numbers > 20 and charts, f"{path}: {numbers} numbers, {len(charts)} charts"
        tree.fromstring(book.read("docProps/core.xml"))
        return names, texts


def check_cells(path):
    """As another program reads them: texts that begin with = are texts, shares are percent."""
    try:
        import openpyxl
    except ImportError:
        return
    book = openpyxl.load_workbook(path)
    shares = dates = 0
    for sheet in book:
        assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref, f"{path}: {sheet.title}"
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type in "snd", f"{path}: {sheet.title}!{cell.coordinate} is {cell.data_type}"
                dates += cell.data_type == "d" and cell.value.year == 2026
                shares += cell.data_type == "n" and cell.number_format == "0.0%"
    assert dates > 0 or path.stem not in ("harm", "roi"), f"{path}: no date is a date"
    assert shares > 0 or "roi" in path.name, f"{path}: no share is written in per cent"


def main():
    program, scenario, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]) / "workbooks"
    source = pathlib.Path(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    text = pathlib.Path(scenario).read_text(encoding="utf-8")
    harmful = re.sub(r"(?m)^title = .*$", 'title = "' + HARM + '"', text, count=1)
    harmful = re.sub(r"(?m)^heads = 12", "heads = 11", harmful, count=1)  # so that costs differ
    (folder / "harm.toml").write_text(harmful, encoding="utf-8")
    run(program, "run", "harm.toml", "--replications", "3", "-q", cwd=folder)
    run(program, "compare", "harm.toml", scenario, "--replications", "3", "-q", "-o", "compare.h5", cwd=folder)
    run(program, "sweep", scenario, "--vary", "rep_group.first_line.heads=12,13", "--replications", "3",
        "-q", "-o", "sweep.h5", cwd=folder)
    run(program, "roi", source / "scenarios/training/desk.toml", source / "scenarios/training/product-knowledge.toml",
        "--replications", "2", "--no-sensitivity", "-q", "-o", "roi.h5", cwd=folder)
    (folder / "gap.toml").write_text(harmful + '\n[targets]\ncost_per_case = "<= 1 USD"\nwait = "<= 1 s"\n',
                                     encoding="utf-8")
    run(program, "explain-gap", "gap.toml", "--replications", "2", "-q", "-o", "gaps.xlsx", cwd=folder)
    found = {}
    for name in ("harm", "compare", "sweep", "roi"):
        run(program, "export", f"{name}.h5", "--xlsx", cwd=folder)
    for name in ("harm", "compare", "sweep", "roi", "gaps"):
        found[name] = check(folder / f"{name}.xlsx")
        check_cells(folder / f"{name}.xlsx")
    for name in ("harm", "gaps"):
        assert WRITTEN in found[name][1], "the title is a text of the workbook"
    assert {"Estimates", "Cost by cause", "Weeks", "Time to resolve", "Flows"} <= set(found["harm"][0])
    assert {"Goals", "Effects", "Levers"} <= set(found["gaps"][0])
    run(program, "export", "harm.h5", "--xlsx", "-o", "again.xlsx", cwd=folder)
    assert (folder / "again.xlsx").read_bytes() == (folder / "harm.xlsx").read_bytes(), "same bytes"
    print(f"{len(found)} workbooks")


if __name__ == "__main__":
    main()
