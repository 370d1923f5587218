# SPDX-License-Identifier: Apache-2.0
"""Requests that can be sent as they stand, except for ids of a house of one's own.
tests/server/openapi_examples_test.cpp sends every one of them, in an order and on days on which each is accepted."""


def example(summary, value):
    return {"summary": summary, "value": value}


PLAN = {
    "format": "inspectord-plan/1", "key": "van-thu-2024", "kind": "inspection_plan",
    "title": "Kiểm tra công tác văn thư năm 2024", "plan_year": 2024, "issuer": "so-noi-vu",
    "signer": {"form": "KT.", "on_behalf_of": "GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC", "name": "Trần Thị Lan"},
    "agencies": [{"key": "so-noi-vu", "name": "Sở Nội vụ tỉnh A", "level": "province"},
                 {"key": "xa-b", "name": "UBND xã B", "level": "commune"},
                 {"key": "xa-c", "name": "UBND xã C", "level": "commune"}],
    "groups": [{"key": "cac-xa", "name": "UBND các xã được kiểm tra", "members": ["xa-b", "xa-c"]}],
    "contents": [{"key": "ho-so", "no": "II.1", "text": "Lập và nộp hồ sơ vào lưu trữ", "on_site": True,
                  "inspects": True}],
    "units": [{"agency": "xa-b"}, {"agency": "xa-c"}],
    "visits": [{"key": "tham-b", "unit": "xa-b", "date": "2024-04-09", "place": "Trụ sở UBND xã B",
                "sessions": [{"part": "morning", "start": "08:00", "end": "11:00", "unit": "xa-b"}]},
               {"key": "tham-c", "unit": "xa-c", "date": "2024-04-11", "tentative": True, "place": "Trụ sở UBND xã C",
                "sessions": [{"part": "morning", "start": "08:00", "end": "11:00", "unit": "xa-c"}]}],
    "agenda": {"items": [{"start": "08:00", "end": "11:00", "content": "Xem hồ sơ", "covers": ["ho-so"]}]},
    "teams": [{"key": "doan", "name": "Đoàn kiểm tra", "members": [
        {"agency": "so-noi-vu", "person": "Nguyễn Văn Minh", "post": "Phó Giám đốc Sở", "role": "leader"}]}],
    "duties": [{"key": "bao-cao", "what": "Báo cáo tự kiểm tra", "owed_by": {"group": "cac-xa"},
                "to": "so-noi-vu", "due": {"kind": "date", "raw": "trước ngày 05/4/2024", "bound": "before",
                                           "day": "2024-04-05"}}],
    "tasks": [{"key": "gui-giay", "no": "1", "text": "Gửi giấy mời", "agencies": ["so-noi-vu"]}],
    "score_sheets": [{"key": "bang-diem", "title": "Bảng chấm điểm", "rescored": True, "groups": [
        {"no": "I", "title": "Hồ sơ", "kind": "base", "max": 10, "criteria": [
            {"no": "1", "text": "Hồ sơ được lập và có mục lục", "max": 10}]}]}],
}
LETTER = {
    "format": "inspectord-plan/1", "key": "huong-dan-2024", "kind": "guidance_letter",
    "title": "Hướng dẫn lập hồ sơ năm 2024", "plan_year": 2024, "issuer": "so-noi-vu",
    "agencies": [{"key": "so-noi-vu", "name": "Sở Nội vụ tỉnh A", "level": "province"}],
}
EDITED = {**PLAN, "title": "Kế hoạch kiểm tra công tác văn thư năm 2024"}
AMENDED = {**EDITED, "tasks": [*PLAN["tasks"], {"key": "hop-doan", "no": "2", "text": "Họp đoàn kiểm tra",
                                                "agencies": ["so-noi-vu"]}]}
SIGNED_FILE = "afb13263fd25c542ecef9a02195cc5e489044f06123d1e7f0cf3148180b82239"
PAPER = {"number": "12/BC-UBND", "paper_date": "2024-04-03", "received_on": "2024-04-04", "way": "axis"}

CALENDAR = {
    "format": "inspectord-days-off/1", "calendar": "so-noi-vu", "version": "so-noi-vu-1",
    "decisions": [{"source": "5/TB-SNV", "decided_on": "2024-01-05", "valid_from": "2024-01-05",
                   "off": [{"day": "2024-08-28", "name": "Ngày truyền thống của ngành"}]}],
}
HOUSE_CALENDAR = {
    "format": "inspectord-days-off/1", "calendar": "vn", "version": "vn-2027.1",
    "decisions": [{"source": "1/TB-BNV", "decided_on": "2024-03-01", "valid_from": "2024-03-01", "settles": [2024],
                   "off": [{"day": "2024-04-18", "name": "hung_kings"}, {"day": "2024-04-30", "name": "reunification"},
                           {"day": "2024-05-01", "name": "labour_day"},
                           {"day": "2024-09-02", "until": "2024-09-03", "name": "national_day"}],
                   "swaps": [{"off": "2024-04-29", "worked": "2024-05-04", "name": "reunification"}]}],
}

POLICY = {
    "format": "inspectord-policy/1", "key": "so-noi-vu-hang-tuan", "title": "Nhắc hằng tuần đến khi nộp",
    "from": "safe_day", "send_on": "working",
    "offsets": [{"days": 10, "when": "before"}, {"days": 2, "when": "before", "count": "working", "at": "14:00"},
                {"days": 1, "when": "after"}],
    "repeat": {"every": 7}, "end": {"times": 8},
}

EXAMPLES = {
    "create_policy": {"weekly": example("Again each week until it is filed", POLICY)},
    "edit_policy": {"earlier": example("With an earlier first reminder", {**POLICY, "offsets": [
        {"days": 15, "when": "before"}, *POLICY["offsets"]]})},
    "create_calendar": {"own": example("A day of the agency's own", CALENDAR)},
    "change_calendar": {"house": example("A year as it was decided, with a swap", HOUSE_CALENDAR)},
    "import_plan": {"inspection": example("A small inspection plan", PLAN),
                    "letter": example("A guidance letter", LETTER)},
    "act_on_plan": {
        "edit": example("edit: the whole content anew", {"content": EDITED}),
        "submit": example("submit: for signature", {}),
        "return": example("return: with a remark", {"reason": "Bổ sung căn cứ"}),
        "approve": example("approve: what was signed by hand", {
            "signer": "Trần Thị Lan", "signed_on": "2024-03-01", "signed_file": SIGNED_FILE}),
        "number": example("number: what the registry gave", {"number": "15/KH-SNV", "date": "2024-03-04"}),
        "notify": example("notify: although nobody of a unit can be told by the service", {"reach_waivers": [
            {"target": "visit:tham-c", "reason": "Đã gửi bản giấy"},
            {"target": "duty:bao-cao", "reason": "Đã gửi bản giấy"}]}),
        "correct": example("correct: by a letter", {"number": "3/SNV", "date": "2024-03-08",
                                                    "reason": "Sửa lỗi chính tả"}),
        "amend": example("amend: a revision is drafted", {
            "step": "draft", "reason": "Thêm một việc", "content": AMENDED}),
        "drop_amendment": example("amend: and dropped", {"step": "drop", "reason": "Không cần nữa"}),
        "inspect": example("inspect: all visits are held", {}),
        "reopen": example("reopen: by mistake", {"reason": "Ghi nhầm"}),
        "conclude": example("conclude: with what is recommended", {"conclusions": [
            {"number": "40/KL-SNV", "date": "2024-05-02", "units": ["xa-b", "xa-c"], "recommendations": [
                {"unit": "xa-b", "text": "Lập mục lục hồ sơ", "due": "2024-09-30"},
                {"unit": "xa-c", "text": "Bố trí kho lưu trữ", "no_day_because": "Chờ trụ sở mới"}]}]}),
        "cancel": example("cancel: a draft", {"reason": "Ban hành chung với văn bản khác"}),
    },
    "act_on_visit": {
        "confirm": example("confirm", {}),
        "move": example("move: to another day", {"date": "2024-04-12", "reason": "unit_request"}),
        "postpone": example("postpone: without a new day", {"reason": "disaster", "note": "Lũ trên sông"}),
        "reschedule": example("reschedule: to a firm day", {"date": "2024-04-16", "firm": True}),
        "hold": example("hold: with the minutes", {"document": "01/BB"}),
        "undo": example("undo: the last act", {"reason": "Ghi nhầm"}),
    },
    "act_on_duty": {
        "submit": example("submit: a paper came", PAPER),
        "accept": example("accept", {}),
        "extend": example("extend: a later day", {"date": "2024-04-20", "reason": "Xã xin lùi ngày",
                                                  "document": "9/UBND"}),
        "waive": example("waive", {"reason": "Đã báo cáo trong kỳ trước"}),
    },
    "file_paper": {"paper": example("A paper", PAPER),
                   "nil": example("Nothing to report", {"nil": True, "received_on": "2024-04-04", "way": "mail"})},
    "act_on_task": {"set_date": example("set_date: an inner day", {"date": "2024-03-20"}), "finish": example("finish", {}),
                    "undo": example("undo", {"reason": "Chưa xong"})},
    "act_on_score": {
        "self_score": example("self_score: what the unit gives itself", {"points": [{"criterion": "I/1", "points": 9.5}]}),
        "rescore": example("rescore: what the team gives", {"points": [
            {"criterion": "I/1", "points": 9, "reason": "Thiếu mục lục hồ sơ"}]}),
        "finalize": example("finalize", {}),
        "exempt": example("exempt", {"reason": "Đơn vị mới thành lập"})},
    "act_on_recommendation": {
        "report": example("report: a paper came", {**PAPER, "number": "77/BC-UBND", "paper_date": "2024-09-20",
                                                   "received_on": "2024-09-21"}),
        "return": example("return: not enough", {"reason": "Chưa có mục lục"}),
        "verify": example("verify", {}),
        "close": example("close", {}),
        "set_date": example("set_date: where there was none", {"date": "2024-11-29", "raw": "trước ngày 30/11/2024"}),
        "extend": example("extend: a later day", {"date": "2024-12-31", "reason": "Chờ kinh phí",
                                                  "document": "31/UBND"})},
    "end_agency": {"merged": example("Without a successor yet", {"valid_to": "2024-06-30",
                                                                 "document": "1234/NQ-UBTVQH15"})},
    "add_contact": {
        "mail": example("A mailbox", {"kind": "mail", "address": "xa-b@example.vn", "label": "Văn thư"}),
        "webhook": example("A webhook", {"kind": "webhook", "address": "https://example.vn/tin", "label": "Hệ thống A"})},
    "import_directory": {"two": example("An agency and its mailbox", {
        "format": "inspectord-directory/1", "agencies": [{"name": "UBND xã C", "level": "commune", "contacts": [
            {"kind": "mail", "address": "xa-c@example.vn"}]}]})},
    "change_sending": {"pause": example("Nothing goes out", {"paused": True, "reason": "Đổi máy chủ thư"}),
                       "trial": example("All goes to one address", {
                           "paused": False, "trial_address": "thu@example.vn", "reason": "Chạy thử"})},
    "create_feed": {"house": example("Of everything", {"scope": "house", "label": "Lịch của Sở", "language": "vi"})},
    "add_substitute": {"leave": example("While the signer is away", {
        "signer": "Trần Thị Lan", "substitute": "minh", "valid_from": "2024-03-01", "valid_to": "2099-12-31",
        "document_number": "12/QĐ-SNV", "document_date": "2024-02-28"})},
    "end_substitute": {"today": example("The signer is back", {"reason": "Đã trở lại làm việc"})},
}
