#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""workbooks.py read FILE: prints the first sheet of a workbook as openpyxl reads it: JSON, one list a row, [type, text].
workbooks.py write FILE: writes one with openpyxl: shared strings, days with styles, a formula.
workbooks.py write-inline FILE: the same strings inline, as other programs write them."""
import datetime
import json
import sys
import zipfile

import openpyxl

ROWS = [["Đơn vị được kiểm tra", "Ngày", "Giờ", "Lúc", "Số", "Có"],
        ["UBND huyện Chợ Mới", datetime.date(2026, 11, 24), datetime.time(8, 5),
         datetime.datetime(2026, 3, 2, 13, 30), 1.5, True],
        [" = dấu bằng ", datetime.date(1999, 12, 31), None, None, -7, False]]


def read(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[[cell.data_type, str(cell.value)] for cell in row] for row in sheet.iter_rows()]


def write(path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["B2"].number_format = "dd/mm/yyyy"
    book.active["G2"] = "=E2+1"
    book.save(path)


def write_inline(path):
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ROWS[0])
    write(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = (
        sheet[:sheet.index("<sheetData>")] + f"<sheetData><row>{cells}</row></sheetData></worksheet>").encode()
    with zipfile.ZipFile(path, "w") as archive:  # stored, not packed
        for name, content in parts.items():
            archive.writestr(name, content)


def main():
    what, path = sys.argv[1:]
    if what == "read":
        print(json.dumps(read(path), ensure_ascii=False))
    else:
        {"write": write, "write-inline": write_inline}[what](path)


main()
