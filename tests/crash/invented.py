# SPDX-License-Identifier: Apache-2.0
"""An invented house: its people, who is told where, and small plans."""
from datetime import date, datetime, timedelta, timezone

OFFICE = "Sở Thử nghiệm tỉnh X"
DRAFTERS = "Phòng Kiểm tra (thử nghiệm)"
COMMUNES = ("UBND xã Thử Một", "UBND xã Thử Hai")
PLANNER, APPROVER, CLERK = "lap", "duyet", "vanthu"
PEOPLE = {PLANNER: ["planner"], APPROVER: ["approver"], CLERK: ["clerk"]}


def today():
    """The day where the service counts days (Asia/Ho_Chi_Minh), not where this machine stands."""
    return datetime.now(timezone(timedelta(hours=7))).date()


def directory(webhook_base, secret):
    def listing(name, number):
        return {"name": name, "parent": "", "contacts": [
            {"kind": "mail", "address": f"don-vi-{number}@thu.example"},
            {"kind": "webhook", "address": f"{webhook_base}/{number}", "secret": secret}]}

    names = (OFFICE, *COMMUNES)
    return {"format": "inspectord-directory/1",
            "agencies": [listing(name, number) for number, name in enumerate(names)]}


def first_day(today):
    """Of the visits: so far ahead that no reminder is due while the test runs."""
    return today + timedelta(days=60)


def written(day):
    return f"{day.day}/{day.month}/{day.year}"


def plan(key, number, today: date):
    first = first_day(today)
    due = today + timedelta(days=40)
    visits = [{"key": name, "unit": name, "date": (first + timedelta(days=offset)).isoformat(), "tentative": True,
               "place": "Trụ sở " + agency,
               "sessions": [{"part": "morning", "start": "08:00", "end": "11:00", "unit": name}]}
              for offset, (name, agency) in enumerate(zip(("xa-1", "xa-2"), COMMUNES))]
    return {
        "format": "inspectord-plan/1", "key": key, "kind": "inspection_plan",
        "title": f"Kiểm tra thử nghiệm số {number}", "plan_year": first.year, "symbol": "KH-STN", "place": "Tỉnh X",
        "issuer": "so", "drafting_unit": "phong",
        "signer": {"form": "KT.", "on_behalf_of": "GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC", "name": APPROVER},
        "agencies": [{"key": "so", "name": OFFICE, "level": "province"},
                     {"key": "phong", "name": DRAFTERS, "level": "office", "parent": "so"},
                     {"key": "xa-1", "name": COMMUNES[0], "level": "commune"},
                     {"key": "xa-2", "name": COMMUNES[1], "level": "commune"}],
        "groups": [{"key": "cac-xa", "name": "UBND các xã được kiểm tra", "members": ["xa-1", "xa-2"]}],
        "contents": [{"key": "ho-so", "no": "II.1", "text": "Lập hồ sơ", "on_site": True, "inspects": True}],
        "units": [{"agency": "xa-1"}, {"agency": "xa-2"}],
        "visits": visits,
        "agenda": {"items": [{"start": "08:00", "end": "11:00", "content": "Xem hồ sơ", "covers": ["ho-so"]}]},
        "teams": [{"key": "doan", "name": "Đoàn kiểm tra", "members": [
            {"agency": "so", "person": "Nguyễn Văn Thử", "post": "Phó Giám đốc", "role": "leader"},
            {"agency": "phong", "person": "Lê Thị Nghiệm", "role": "secretary"}]}],
        "duties": [{"key": "bao-cao", "what": "báo cáo tự kiểm tra", "owed_by": {"group": "cac-xa"}, "to": "so",
                    "due": {"kind": "date", "raw": f"trước ngày {written(due)}", "bound": "before",
                            "day": due.isoformat()}}],
        "tasks": [{"key": "viec", "agencies": ["phong"], "role": "lead", "text": "Chuẩn bị đoàn"}],
        "recipients": [{"text": "UBND các xã được kiểm tra", "agencies": ["cac-xa"]},
                       {"text": "Lưu: VT, Phòng Kiểm tra", "archive": True}]}
