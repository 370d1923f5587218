# SPDX-License-Identifier: Apache-2.0
"""What answers and bodies look like. Objects are closed: a member that stands here nowhere is one too many."""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMAS = {}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def text(description=None, **more):
    return {"type": "string", **({"description": description} if description else {}), **more}


def codes(*names):
    return {"type": "string", "enum": list(names)}


def many(items, description=None):
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def or_null(schema, description=None):
    if set(schema) <= {"type", "format", "pattern", "description"} and isinstance(schema.get("type"), str):
        out = {**schema, "type": [schema["type"], "null"]}
    else:
        out = {"anyOf": [schema, {"type": "null"}]}
    return {**out, **({"description": description} if description else {})}


def closed(properties, optional=(), description=None):
    return {"type": "object", **({"description": description} if description else {}), "additionalProperties": False,
            "required": [name for name in properties if name not in optional], "properties": properties}


def extended(name, more, optional=(), description=None):
    """The members of a schema and more: closed objects cannot be joined by allOf."""
    base = SCHEMAS[name]
    left_out = [one for one in base["properties"] if one not in base["required"]]
    return closed({**base["properties"], **more}, [*left_out, *optional], description or base.get("description"))


def body(properties, required=(), description=None):
    """Of a request: what is not named may be left out."""
    schema = closed(properties, [one for one in properties if one not in required], description)
    if not schema["required"]:
        del schema["required"]
    return schema


def page(item, description=None):
    return closed({"items": many(item), "next_cursor": or_null(text("For `cursor`; null on the last page."))},
                  description=description)


BOOL = {"type": "boolean"}
COUNT = {"type": "integer", "minimum": 0}
NUMBER = {"type": "number"}
ID = text(format="uuid")
DAY = text(format="date")
AT = text("RFC 3339 with the offset of the house.", format="date-time")
PARTIAL_DAY = text("YYYY, YYYY-MM or YYYY-MM-DD.", pattern="^[0-9]{4}(-[0-9]{2}){0,2}$")
DIGEST = text("SHA-256, 64 hexadecimal digits.", pattern="^[0-9a-f]{64}$")
GIVEN_DIGEST = text("SHA-256 of a file that was put to /api/v1/files.", pattern="^[0-9a-fA-F]{64}$")
LANGUAGE = codes("vi", "en")
ANYTHING = {}
WAYS = ("axis", "mail", "paper", "at_visit", "link")
ROLES = ("administrator", "planner", "approver", "clerk", "inspector", "agency", "auditor")


def plan_file():
    """plans/plan.schema.json as components: PlanFile and one PlanFile_<name> for each of its definitions."""
    schema = json.loads((ROOT / "plans/plan.schema.json").read_text(encoding="utf-8"))

    def moved(value):
        if isinstance(value, list):
            return [moved(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {key: (one.replace("#/$defs/", "#/components/schemas/PlanFile_")
                      if key == "$ref" and isinstance(one, str) else moved(one)) for key, one in value.items()}

    for name, one in schema.pop("$defs").items():
        SCHEMAS["PlanFile_" + name] = moved(one)
    SCHEMAS["PlanFile"] = moved({key: one for key, one in schema.items() if key not in ("$schema", "$id")})


def states():
    SCHEMAS.update({
        "PlanState": codes("drafted", "approved", "notified", "inspected", "concluded", "cancelled"),
        "PlanKind": codes("inspection_plan", "implementation_plan", "guidance_letter"),
        "VisitState": codes("tentative", "confirmed", "postponed", "held", "cancelled"),
        "DutyState": codes("waiting", "open", "submitted", "returned", "accepted", "waived", "missed", "standing",
                           "ended", "closed"),
        "TaskState": codes("not_started", "under_way", "done", "dropped"),
        "ScoreState": codes("awaited", "self_scored", "rescored", "final", "not_scored"),
        "RecommendationState": codes("open", "reported", "verified", "closed"),
        "ReminderState": codes("planned", "sent", "dropped"),
        "RevisionState": codes("drafted", "approved", "numbered", "notified", "dropped"),
        "MessageState": codes("queued", "held", "sending", "retrying", "accepted", "dead", "withdrawn"),
        "PlanAction": codes("draft", "edit", "submit", "approve", "return", "number", "notify", "supplement", "correct",
                            "inspect", "reopen", "conclude", "cancel", "amend"),
        "VisitAction": codes("confirm", "move", "postpone", "reschedule", "hold", "cancel", "undo"),
        "DutyAction": codes("set_date", "submit", "nil", "accept", "return", "extend", "waive", "miss", "hand_over",
                            "undo"),
        "TaskAction": codes("start", "finish", "drop", "set_date", "undo"),
        "ScoreAction": codes("self_score", "rescore", "finalize", "exempt", "undo"),
        "RecommendationAction": codes("set_date", "report", "verify", "close", "return", "extend", "undo"),
    })


def names():
    SCHEMAS.update({
        "AgencyName": closed({"id": ID, "name": or_null(text())}, description="An agency and its name."),
        "PlanAgencyName": closed({"key": text(), "id": or_null(ID), "name": or_null(text())},
                                 description="An agency by its key in a plan."),
        "PlanName": closed({"id": ID, "number": text(), "title": text()}, description="A plan and how it is cited."),
        "ReportPeriod": closed({
            "period": codes("", "month", "quarter", "half_year", "nine_months", "year"), "year": {"type": "integer"},
            "number": {"type": "integer", "description": "Which one of its year, from 1."}, "data_from": DAY, "data_to": DAY,
            "opens": text("The first day on which it is taken.", format="date"),
            "grace_ends": text("Until this day a late one is still taken.", format="date"),
        }, description="Which days the figures of a report cover, and when it is taken."),
        "DueDate": closed({
            "raw": text("As the paper writes it."), "bound": codes("before", "by", "until"),
            "nominal": text("The day that the phrase names.", format="date"), "last_on_time": DAY,
            "safe_day": text("The last working day on or before it.", format="date"), "legal_end": DAY,
            "hour": or_null(text("Before this hour of the last day, HH:MM.")),
            "report": or_null(ref("ReportPeriod")),
            "calendar": text("Version of the days off it was reached by; empty where that is not known."),
        }, description="A deadline: the paper's phrase and the days that follow from it."),
        "FileName": closed({"sha256": DIGEST, "href": text()}, description="A file and where it is read."),
        "Ledger": closed({"planned": COUNT, "dropped": COUNT, "past": COUNT},
                         description="Reminders that an act planned and dropped; past: those too late to be planned."),
    })
    SCHEMAS["Problem"] = closed({
        "type": text(), "title": text(), "status": {"type": "integer"}, "detail": text("The first thing that is wrong."),
        "instance": text(), "code": text(), "request_id": text(),
        "errors": many(closed({
            "pointer": text("JSON pointer into the body; empty where it is about the whole."), "code": text(),
            "message": text(), "line": {"type": "integer"}, "column": {"type": "integer"},
            "arguments": {"type": "object", "additionalProperties": {"type": "string"}},
        }, ["line", "column", "arguments"])),
        "open_actions": many(text(), "What could be done instead."),
    }, ["errors", "open_actions"], "RFC 9457; its words follow Accept-Language (vi, en).")


def parts_of_plans():
    agency, plan_agency = or_null(ref("AgencyName")), or_null(ref("PlanAgencyName"))
    consequences = {"ledger": ref("Ledger"), "messages": COUNT}
    SCHEMAS["Visit"] = closed({
        "id": ID, "plan": ID, "version": COUNT, "key": text(), "state": ref("VisitState"), "date": DAY,
        "sequence": COUNT, "reason": text(), "minutes": text(), "no_minutes_because": text(),
        "open_actions": many(ref("VisitAction")), "planned_date": DAY, "unit": plan_agency,
        "specialist_office": plan_agency, "place": text(),
    }, ["planned_date", "unit", "specialist_office", "place"], "A visit; its version is that of its plan.")
    SCHEMAS["VisitDone"] = extended("Visit", consequences, description="A visit after an act, and what followed.")
    SCHEMAS["Submission"] = closed({
        "id": ID, "number": text(), "paper_date": or_null(DAY), "sent_on": or_null(DAY), "received_on": or_null(DAY),
        "way": codes("", *WAYS), "nil": BOOL, "recorded_by": or_null(ID), "recorded_at": AT,
        "undone_at": or_null(AT), "undone_by": or_null(ID)}, description="A paper that was filed.")
    details = {"overdue": BOOL, "derivation": many(text(), "How its day was reached, in words."),
               "derivation_version": or_null({"type": "integer"}, "The form of the steps."),
               "derivation_steps": many(closed({
                   "code": text(), "arguments": {"type": "object", "additionalProperties": {"type": "string"}}}),
                   "The same as data."),
               "submissions": many(ref("Submission"))}
    planned = {"what": text(), "owed_by": text(), "to": plan_agency, "phrase": text(), "requested": BOOL}
    SCHEMAS["Duty"] = closed({
        "id": ID, "plan": ID, "version": COUNT, "key": text(), "agency": agency, "handed_from": agency,
        "waits_for_successor": BOOL, "period": text(), "state": ref("DutyState"), "due": or_null(ref("DueDate")),
        "sequence": COUNT, "nil_return": BOOL, "late": BOOL, "released": BOOL, "reason": text(),
        "open_actions": many(ref("DutyAction")), **planned,
    }, list(planned), "What somebody owes; its version is that of its plan.")
    SCHEMAS["DutyWhole"] = extended("Duty", details, description="A duty with its papers and how its day was reached.")
    SCHEMAS["DutyDone"] = extended("DutyWhole", consequences, description="A duty after an act, and what followed.")
    planned = {"no": text(), "text": text(), "role": text(), "requested": BOOL, "agencies": many(text())}
    SCHEMAS["Task"] = closed({
        "id": ID, "plan": ID, "version": COUNT, "key": text(), "state": ref("TaskState"), "inner_date": or_null(DAY),
        "reason": text(), "open_actions": many(ref("TaskAction")), **planned,
    }, list(planned), "A task; its version is that of its plan.")
    SCHEMAS["TaskDone"] = extended("Task", consequences, description="A task after an act, and what followed.")
    SCHEMAS["Recommendation"] = closed({
        "id": ID, "plan": ID, "version": COUNT, "key": text(), "unit": agency, "text": text(),
        "conclusion": closed({"number": text(), "date": DAY}), "state": ref("RecommendationState"),
        "due": or_null(ref("DueDate")), "late": BOOL, "sequence": COUNT, "reason": text(),
        "open_actions": many(ref("RecommendationAction")),
        "notes": many(closed({"code": codes("recommendation_without_day"), "reason": text()})),
    }, description="What a conclusion asks of a unit; its version is that of its plan.")
    SCHEMAS["RecommendationWhole"] = extended(
        "Recommendation", {"label": text("Its state in words."), "message": text(), **details}, ["message"])
    SCHEMAS["RecommendationDone"] = extended("RecommendationWhole", consequences)


def scores():
    totals = closed({"base": NUMBER, "bonus": NUMBER, "deduction": NUMBER, "total": NUMBER})
    SCHEMAS["Score"] = closed({
        "id": or_null(ID), "plan": ID, "version": COUNT, "sheet": closed({"key": text(), "title": text()}),
        "unit": or_null(ref("PlanAgencyName")), "state": ref("ScoreState"), "label": text(), "reason": text(),
        "self": or_null(totals), "rescored": or_null(totals), "final": or_null(NUMBER),
        "open_actions": many(ref("ScoreAction")),
    }, description="The score of a unit by a sheet; its version is that of its plan.")
    report = closed({"id": ID, "key": text(), "what": text(), "state": ref("DutyState"), "late": BOOL,
                     "last_on_time": or_null(DAY)})
    SCHEMAS["ScoreWhole"] = extended("Score", {
        "points": many(closed({"criterion": text(), "text": text(), "max": or_null(NUMBER), "self": or_null(NUMBER),
                               "rescored": or_null(NUMBER), "reason": text()})),
        "proposed_deductions": many(closed({"criterion": text(), "points": NUMBER, "reports": many(report),
                                            "message": text()}))})


def plans():
    agency, plan_agency = or_null(ref("AgencyName")), or_null(ref("PlanAgencyName"))
    approval = closed({"signer": text(), "signed_on": DAY, "recorded_by": or_null(ID), "on_paper": BOOL,
                       "signed_file": or_null(DIGEST), "under": or_null(ID), "content_hash": DIGEST, "at": AT})
    SCHEMAS["Approval"] = approval
    SCHEMAS["Override"] = closed({"code": text(), "pointer": text(), "reason": text(), "by": or_null(ID),
                                  "effective": BOOL}, description="A warning that somebody accepts for a reason.")
    SCHEMAS["Revision"] = closed({"revision": COUNT, "approval": or_null(ref("Approval")), "number": text(), "date": DAY,
                                  "reason": text(), "notified_at": AT})
    SCHEMAS["Amendment"] = closed({
        "revision": COUNT, "state": ref("RevisionState"), "reason": text(), "drafted_by": or_null(ID),
        "written_by": many(ID), "overrides": many(ref("Override")), "approval": or_null(ref("Approval")),
        "number": text(), "date": or_null(DAY), "content": ref("PlanFile")})
    head = {"id": ID, "version": COUNT, "state": ref("PlanState"), "kind": ref("PlanKind"), "key": text(),
            "title": text(), "plan_year": {"type": "integer"}, "number": text(), "date": or_null(PARTIAL_DAY),
            "revision": COUNT, "issuer": plan_agency, "owner": agency, "notified_at": or_null(AT)}
    life = {
        "submitted": BOOL, "open_actions": many(ref("PlanAction")), "drafted_by": or_null(ID), "written_by": many(ID),
        "reason": text(), "closing_document": text(), "approval": or_null(ref("Approval")),
        "overrides": many(ref("Override")),
        "attachment_notes": many(closed({"key": text(), "kind": codes("waived", "to_follow", "supplied"),
                                         "reason": text(), "day": or_null(DAY), "owner": text(),
                                         "file": or_null(ref("FileName"))})),
        "reach_waivers": many(closed({"target": text(), "reason": text()})),
        "corrections": many(closed({"number": text(), "date": DAY, "text": text()})),
        "amendment": or_null(ref("Amendment")), "revisions": many(ref("Revision"))}
    parts = {"visits": many(ref("Visit")), "duties": many(ref("Duty")), "tasks": many(ref("Task")),
             "recommendations": many(ref("Recommendation"))}
    follow_up = closed({name: COUNT for name in ("all", "open", "reported", "verified", "closed", "without_day")})
    SCHEMAS["Plan"] = closed({**head, **life, **parts, "follow_up": follow_up, "content": ref("PlanFile")},
                             description="A plan, whole, for the house that owns it.")
    SCHEMAS["PlanDone"] = extended("Plan", {"ledger": ref("Ledger"), "messages": COUNT},
                                   description="A plan after an act, and what followed.")
    SCHEMAS["PlanSeen"] = closed({
        **head, **parts, "attachments": many(closed({"key": text(), "name": text(), "file": or_null(ref("FileName"))}))},
        description="A plan as an agency sees it that it concerns: what it is told of or owes.")
    SCHEMAS["PlanSummary"] = closed({
        "id": ID, "owner": ID, "key": text(), "kind": ref("PlanKind"), "title": text(), "plan_year": {"type": "integer"},
        "state": ref("PlanState"), "submitted": BOOL, "version": COUNT, "number": text(),
        "date": or_null(PARTIAL_DAY)}, description="A line of the list of plans.")
    plan_views(agency, plan_agency)


def plan_views(agency, plan_agency):
    visit = closed({"key": text(), "id": or_null(ID), "state": or_null(ref("VisitState")), "date": or_null(DAY)})
    session = SCHEMAS["PlanFile_session"]["properties"]
    SCHEMAS["VisitOfPart"] = visit
    SCHEMAS["PlanUnit"] = closed({
        "agency": plan_agency, "group": or_null(closed({"key": text(), "name": text()})),
        "role": codes("inspected", "executing", "assessed", "excluded"), "reason": text(), "raw": text(),
        "visits": many(ref("VisitOfPart"))})
    SCHEMAS["PlanSession"] = closed({"visit": ref("VisitOfPart"), **session, "unit": plan_agency},
                                    [name for name in session if name != "start"])
    SCHEMAS["PlanGroup"] = closed({"key": text(), "name": text(), "enumerated": BOOL, "except": many(text()),
                                   "members": many(ref("AgencyName"))}, description="A group and its members today.")
    SCHEMAS["Warning"] = closed({
        "code": text(), "severity": codes("error", "question", "note"), "pointer": text(), "title": text(),
        "message": text(), "todo": text(), "overridden": BOOL,
        "override": closed({"reason": text(), "by": or_null(ID), "effective": BOOL})}, ["override"])
    target = codes("visit", "duty", "task")
    SCHEMAS["Forecast"] = closed({
        "items": many(closed({"at": AT, "target": closed({"kind": target, "key": text(), "label": text()}),
                              "rule": text(), "recipients": many(text())})),
        "held_back": COUNT, "goes_on": BOOL}, description="The reminders that a plan would send. `goes_on`: repetitions "
        "have no end, and those of the first month behind each deadline are listed.")
    SCHEMAS["RevisionContent"] = closed({"plan": ID, "revision": COUNT, "in_force": BOOL, "content": ref("PlanFile")})
    SCHEMAS["RevisionDiff"] = closed({"from": COUNT, "to": COUNT, "items": many(closed({
        "pointer": text(), "change": codes("added", "removed", "changed"), "before": ANYTHING, "after": ANYTHING}))})
    SCHEMAS["Reminder"] = closed({
        "id": ID, "at": AT, "target": closed({"kind": target, "id": ID}), "sequence": COUNT, "rule": text(),
        "recipient": agency, "part": codes("unit", "specialist_office", "team", "result", "debtor", "focal",
                                           "executor", "for_report", "planner"),
        "state": ref("ReminderState"), "dropped_because": or_null(text())})
    SCHEMAS["Event"] = closed({
        "sequence": COUNT, "at": AT, "what": text(),
        "actor": closed({"user": or_null(ID), "agency": or_null(ID), "roles": many(codes(*ROLES)),
                         "channel": codes("http", "command", "system")}),
        "subject": closed({"kind": text(), "id": ID}), "why": or_null(text()), "before": ANYTHING, "after": ANYTHING,
        "erased": BOOL}, description="An entry of the journal.")


def house():
    SCHEMAS["Message"] = closed({
        "id": ID, "plan": or_null(ID), "recipient": or_null(ID), "channel": codes("mail", "webhook"),
        "address": text("Of a webhook masked."), "subject": text(), "kind": text(), "language": LANGUAGE,
        "state": ref("MessageState"), "created_at": AT, "next_attempt_at": or_null(AT), "attempts": COUNT,
        "settled_at": or_null(AT), "detail": or_null(text())})
    SCHEMAS["Attempt"] = closed({"id": ID, "number": COUNT, "started_at": AT, "milliseconds": or_null({"type": "integer"}),
                                 "outcome": text(), "status": {"type": "integer"}, "detail": text()})
    SCHEMAS["Agency"] = closed({
        "id": ID, "name": text(), "short_name": text(), "aliases": many(text()), "level": text(), "parent_name": text(),
        "firm": BOOL, "valid_from": or_null(DAY), "valid_to": or_null(DAY)})
    related = {"predecessors": many(ref("RelatedAgency")), "successors": many(ref("RelatedAgency"))}
    SCHEMAS["RelatedAgency"] = closed({"id": ID, "name": text(), "document": text()})
    SCHEMAS["Contact"] = closed({
        "id": ID, "agency": ID, "kind": codes("mail", "webhook"), "address": text("Of a webhook masked."),
        "label": text(), "language": text(), "disabled_because": or_null(text())})
    SCHEMAS["NewContact"] = extended("Contact", {"secret": text("Of a webhook; shown this once.")}, ["secret"])
    SCHEMAS["AgencyWhole"] = extended("Agency", {**related, "contacts": many(ref("Contact"))})
    SCHEMAS["AgencyEnded"] = extended("Agency", {**related, "waiting_duties": many(closed({
        "id": ID, "plan": ID, "plan_title": text(), "key": text(), "state": ref("DutyState"),
        "last_on_time": or_null(DAY)}))})
    SCHEMAS["GroupMember"] = closed({"plan_key": text(), "group": text(), "agency": ref("AgencyName"),
                                     "valid_from": or_null(DAY), "valid_to": or_null(DAY)})
    SCHEMAS["DirectoryTaken"] = closed({"agencies": COUNT, "contacts": COUNT, "members": COUNT})
    SCHEMAS["File"] = closed({"sha256": DIGEST, "size": COUNT, "media_type": text()})
    SCHEMAS["HeldFile"] = extended("File", {"held_since": AT})
    SCHEMAS["Feed"] = closed({
        "id": ID, "scope": codes("agency", "team", "plan", "house"), "agency": or_null(ID), "plan": or_null(ID),
        "team": or_null(text()), "label": text(), "language": LANGUAGE, "created_at": AT, "revoked_at": or_null(AT),
        "last_fetched_at": or_null(AT)})
    SCHEMAS["NewFeed"] = extended("Feed", {"path": text("Shown this once."), "url": text(), "webcal_url": text()},
                                  ["url", "webcal_url"])
    SCHEMAS["Sending"] = closed({"paused": BOOL, "trial_address": or_null(text()), "reason": text(),
                                 "changed_by": or_null(ID), "changed_at": or_null(AT)},
                                description="The switch over all sending.")
    SCHEMAS["Substitution"] = closed({
        "id": ID, "signer": text(), "substitute": closed({"id": ID, "name": text()}), "valid_from": DAY, "valid_to": DAY,
        "document": closed({"number": text(), "date": DAY}), "ended_on": or_null(DAY), "created_by": or_null(ID),
        "created_at": AT}, description="Who stands in for a signer, from when to when, by which document.")
    SCHEMAS["Alive"] = closed({"status": codes("ok")})
    SCHEMAS["Ready"] = closed({"status": codes("ready")})
    SCHEMAS["NotReady"] = closed({"status": codes("not_ready"),
                                  "reasons": many(closed({"check": text(), "reason": text()}))})


def board():
    def counted(name, what):
        return closed({"count": {**COUNT, "description": "How many there are in all."},
                       "items": many(ref(name), "The first of them.")}, description=what)

    SCHEMAS["BoardPlan"] = closed({
        "id": ID, "kind": ref("PlanKind"), "title": text(), "plan_year": {"type": "integer"},
        "number": text("Empty where it has none yet."), "date": or_null(PARTIAL_DAY),
        "submitted": {**BOOL, "description": "Waits for its signature, while it is drafted."},
    }, description="A plan as the board names it.")
    SCHEMAS["BoardPlans"] = closed({"state": ref("PlanState"), "count": COUNT, "items": many(ref("BoardPlan"))},
                                   description="The plans of a state, newest first.")
    SCHEMAS["BoardVisit"] = closed({
        "id": ID, "plan": ref("PlanName"), "state": ref("VisitState"), "date": DAY,
        "start": or_null(text(pattern="^[0-9]{2}:[0-9]{2}$"),
                         "Of its first session, at the place; null where the paper gives none."),
        "unit": or_null(ref("PlanAgencyName")), "place": text()}, description="A visit as the board names it.")
    SCHEMAS["BoardVisits"] = counted("BoardVisit", "Visits, the earliest first.")
    SCHEMAS["BoardDuty"] = closed({
        "id": ID, "plan": ref("PlanName"), "state": ref("DutyState"), "what": text(),
        "agency": or_null(ref("AgencyName"), "Null where the debtor is not known yet."), "due": ref("DueDate"),
    }, description="What somebody owes, as the board names it.")
    SCHEMAS["BoardDuties"] = counted("BoardDuty", "Duties, the earliest last on-time day first.")
    SCHEMAS["BoardMessage"] = closed({
        "id": ID, "plan": or_null(ID), "recipient": or_null(ref("AgencyName")), "channel": codes("mail", "webhook"),
        "address": text("Of a webhook masked."), "subject": text(), "language": LANGUAGE, "state": ref("MessageState"),
        "created_at": AT, "settled_at": or_null(AT), "detail": or_null(text())},
        description="A message as the board names it.")
    SCHEMAS["Board"] = closed({
        "today": text("In the zone of the house.", format="date"),
        "due_until": text("The last day that duties.due looks ahead to.", format="date"), "house": ref("AgencyName"),
        "sending": closed({"paused": BOOL, "trial_address": or_null(text()), "reason": text()}),
        "plans": many(ref("BoardPlans"), "One group per state, in the order of a plan's life, also where it is empty."),
        "visits": closed({name: ref("BoardVisits") for name in ("next", "unrecorded", "postponed")},
                         description="Visits of plans that are notified or inspected."),
        "duties": closed({name: ref("BoardDuties") for name in ("overdue", "due")},
                         description="What is owed under plans that are notified or inspected."),
        "messages": closed({"last": many(ref("BoardMessage")), "failed": counted(
            "BoardMessage", "Dead messages about plans of the house; in items also those to the house itself.")},
            description="The latest messages, and those that failed; newest first.")},
        description="What stands before a house today.")


def tables():
    row = closed({
        "row": {"type": "integer", "minimum": 1, "description": "As a spreadsheet shows it; the header is above."},
        "outcome": codes("created", "changed", "unchanged", "refused"),
        "id": or_null(ID, "Of the plan or agency; null for what was not made."),
        "key": or_null(text(), "Of the visit or unit in its plan."),
        "errors": many(closed({"column": or_null(text(), "Its code."), "label": or_null(text()), "code": text(),
                               "message": text(),
                               "arguments": {"type": "object", "additionalProperties": {"type": "string"}}})),
    }, description="What became of a row, or would have become of it by itself.")
    members = {"dry_run": BOOL, "applied": {**BOOL, "description": "False: nothing was done."}, "created": COUNT,
               "changed": COUNT, "unchanged": COUNT, "refused": COUNT, "rows": many(row)}
    SCHEMAS["Imported"] = closed(members)
    SCHEMAS["ImportRefused"] = extended("Problem", members, description="A problem with what became of each row.")
    SCHEMAS["Exported"] = closed({"items": many({"type": "object"}, "One object a row; names are the columns' codes.")})


def bodies():
    overrides = many(body({"code": text(), "pointer": text(), "reason": text()}, ["code", "reason"]))
    notes = many(body({"key": text(), "kind": codes("waived", "to_follow", "supplied"), "reason": text(), "day": DAY,
                       "owner": text(), "file": GIVEN_DIGEST}, ["key", "kind"]))
    recommendation = body({"unit": text("Key of an agency."), "text": text(), "due": DAY, "no_day_because": text()},
                          ["unit", "text"])
    SCHEMAS["PlanAct"] = body({
        "reason": text(), "document": text(), "number": text(), "date": DAY, "signer": text("By default the actor."),
        "signed_on": DAY, "signed_file": GIVEN_DIGEST, "content": ref("PlanFile"), "overrides": overrides,
        "attachment_notes": notes,
        "reach_waivers": many(body({"target": text(), "reason": text()}, ["target", "reason"])),
        "conclusions": many(body({"number": text(), "date": DAY, "units": many(text()),
                                  "recommendations": many(recommendation)}, ["number", "date", "units"])),
        "step": codes("draft", "approve", "number", "notify", "drop"),
    }, description="What comes with an action on a plan; docs/state-machine.md says what each needs.")
    SCHEMAS["VisitAct"] = body({"date": DAY, "firm": BOOL, "reason": text(), "note": text(), "document": text()})
    paper = {"number": text(), "paper_date": DAY, "sent_on": DAY, "received_on": DAY, "way": codes(*WAYS)}
    of_event = text("set_date: of the event that the duty counts from.", format="date")
    SCHEMAS["DutyAct"] = body({"date": DAY, "event_date": of_event, "raw": text(), "reason": text(),
                               "document": text(), "successor": ID, **paper})
    SCHEMAS["FiledPaper"] = body({"reason": text(), "nil": BOOL, **paper})
    SCHEMAS["TaskAct"] = body({"date": DAY, "reason": text()})
    SCHEMAS["ScoreAct"] = body({"reason": text(), "points": many(
        body({"criterion": text(), "points": NUMBER, "reason": text()}, ["criterion", "points"]))})
    SCHEMAS["ContactWish"] = body({"kind": codes("mail", "webhook"), "address": text(), "label": text(),
                                   "secret": text("Of a webhook; made where none is given."), "language": LANGUAGE},
                                  ["kind", "address"])
    SCHEMAS["AgencyEnd"] = body({"valid_to": text("Its last day in force.", format="date"), "successors": many(ID),
                                 "document": text()})
    listing = body({"kind": codes("mail", "webhook"), "address": text(), "label": text(), "secret": text(),
                    "valid_from": DAY, "valid_to": DAY}, ["kind", "address"])
    agency = body({"name": text(), "parent": text(), "short_name": text(), "aliases": many(text()), "level": text(),
                   "valid_from": DAY, "valid_to": DAY, "contacts": many(listing)}, ["name"])
    group = body({"plan": text(), "key": text(), "members": many(text()), "valid_from": DAY, "valid_to": DAY},
                 ["plan", "key", "members"])
    SCHEMAS["DirectoryFile"] = body({"format": {"const": "inspectord-directory/1"}, "agencies": many(agency),
                                     "groups": many(group)}, ["format"])
    SCHEMAS["SendingWish"] = body({"paused": BOOL, "trial_address": text(), "reason": text()}, ["paused", "reason"])
    SCHEMAS["FeedWish"] = body({"scope": codes("agency", "team", "plan", "house"), "agency": text(), "plan": text(),
                                "team": text(), "label": text(), "language": LANGUAGE}, ["scope"])
    SCHEMAS["SubstitutionWish"] = body({"signer": text(), "substitute": text("Name of a user of the house."),
                                        "valid_from": DAY, "valid_to": DAY, "document_number": text(),
                                        "document_date": DAY})
    SCHEMAS["SubstitutionEnd"] = body({"date": text("From which it does not hold; default today.", format="date"),
                                       "reason": text()})


def borrowed(name, file):
    """A JSON Schema of a file format as <name> and <name>_<definition>."""
    schema = json.loads((ROOT / file).read_text(encoding="utf-8"))

    def moved(value):
        if isinstance(value, dict):
            return {key: (one.replace("#/$defs/", f"#/components/schemas/{name}_")
                          if key == "$ref" else moved(one)) for key, one in value.items() if key != "$defs"}
        return [moved(one) for one in value] if isinstance(value, list) else value

    for part, one in schema["$defs"].items():
        SCHEMAS[f"{name}_{part}"] = moved(one)
    SCHEMAS[name] = moved({key: one for key, one in schema.items() if key not in ("$schema", "$id")})


def borrowed_files():
    borrowed("CalendarFile", "config/days-off/days-off.schema.json")
    borrowed("PolicyFile", "plans/policy.schema.json")


def calendars():
    owner = text("house, or the id of an agency.")
    head = {"id": owner, "number": {**COUNT, "description": "Counts its versions; 0: that of the program."},
            "calendar": text(), "version": text(), "title": text(), "source": text("Of its newest decision."),
            "valid_from": or_null(DAY, "The first day that is otherwise than in the version before."),
            "settled_years": many({"type": "integer"}, "Of these nothing is computed."),
            "accepted_by": or_null(ID), "accepted_at": or_null(AT)}
    SCHEMAS["Calendar"] = closed(head, description="A calendar of days off.")
    SCHEMAS["CalendarWhole"] = closed({**head, "content": ref("CalendarFile")}, description="A calendar with its days.")
    standing = {**codes("decided", "provisional", "unknown"), "description": "provisional: computed, nobody has decided it; "
                "unknown: it cannot be computed either, and only weekends are off."}
    facts = {"kind": codes("working", "weekend", "holiday", "in_lieu", "swapped_off", "swapped_work"), "day_off": BOOL,
             "name": text(), "source": text(), "provisional": {**BOOL, "description": "Nobody has decided its year."},
             "standing": standing, "words": text()}
    SCHEMAS["DayFacts"] = closed(facts, description="Whether a day is worked, and why.")
    SCHEMAS["CalendarDays"] = closed({
        "year": {"type": "integer"}, "version": text(),
        "provisional": {**BOOL, "description": "Nobody has decided the year."}, "standing": standing,
        "items": many(closed({"day": DAY, **facts}))},
        description="The days of a year that are not as their weekday says, and holidays on weekends.")
    plan = ref("PlanName")
    day = ref("DayFacts")
    due = ref("DueDate")
    SCHEMAS["CalendarMoves"] = closed({
        "id": owner, "number": COUNT, "version": text(), "valid_from": DAY,
        "days": many(closed({"day": DAY, "before": day, "after": day}), "Worked by one of the two calendars alone."),
        "visits": many(closed({"plan": plan, "key": text(), "unit": text(), "date": DAY, "before": day, "after": day}),
                       "Whose day is a day off now, or is none any more; their day stays."),
        "duties": many(closed({"plan": plan, "id": ID, "key": text(), "what": text(), "agency": or_null(ID),
                               "old_day": text("The last day on time.", format="date"), "new_day": DAY,
                               "old_safe_day": text("Of a day that a paper names this and the legal end move alone.",
                                                    format="date"),
                               "new_safe_day": DAY, "old_legal_end": DAY, "new_legal_end": DAY,
                               "before": due, "after": due, "derivation": many(text()),
                               "derivation_version": {"type": "integer"}}), "Open ones, due anew."),
        "reminders": many(closed({"plan": plan, "target_kind": codes("visit", "duty", "task"), "target": ID,
                                  "rule": text(), "recipient": ID, "old_day": or_null(DAY), "new_day": or_null(DAY),
                                  "old_at": or_null(AT), "new_at": or_null(AT)})),
        "others": closed({"plans": COUNT, "visits": COUNT, "duties": COUNT, "reminders": COUNT,
                          "moves": many(closed({"kind": codes("visit", "duty", "reminder"), "old_day": or_null(DAY),
                                                "new_day": or_null(DAY), "count": COUNT}))},
                         description="What moves in plans of other agencies, by number and day: of a duty the first "
                                     "that moves of its last day on time, safe day and legal end."),
        "agencies_told": {**COUNT, "description": "Each gets one notice."},
    }, description="What a change of a calendar moves: the same in a dry run and when it is accepted.")


def policies():
    SCHEMAS["Policy"] = closed({
        "key": text("What plans name it by."),
        "title": text("Of those of the program in the language of the request."),
        "built_in": {**BOOL, "description": "Of the program."},
        "default": {**BOOL, "description": "Of plans that are drafted from now on and name none."},
        "number": or_null(COUNT, "Counts its versions."), "edited_by": or_null(ID), "edited_at": or_null(AT),
        "content": ref("PolicyFile")}, description="A reminder policy.")
    shift = closed({"target": closed({"kind": codes("visit", "duty", "task"), "key": text()}), "rule": text(),
                    "recipient": closed({"id": ID, "name": text()}), "before": or_null(AT, "Null: it is new."),
                    "after": or_null(AT, "Null: it falls away.")})
    SCHEMAS["PolicyShifts"] = closed({
        "policy": ref("Policy"),
        "plans": many(closed({"plan": closed({"id": ID, "number": text(), "title": text()}), "reminders": many(shift)}),
                      "Those in force that name the policy."),
    }, description="What an edit of a policy shifts: the same in a dry run and when it is accepted.")


def routines():
    SCHEMAS["Routine"] = closed({
        "name": codes("periods", "digest", "cleanup", "backup", "holiday_check"), "cron": text("When, in the zone of the house."),
        "misfire": {**codes("all", "latest", "skip"), "description": "What becomes of runs that were missed."},
        "last_run": or_null(AT, "The planned instant of the last run."), "ran_at": or_null(AT, "When that was."),
        "next_run": or_null(AT), "runs": COUNT, "skipped": {**COUNT, "description": "Missed, and not made up for."},
        "failed": COUNT, "problem": or_null(text(), "Of the last run, where it failed.")},
        description="A routine of the house.")


def schemas():
    for part in (borrowed_files, plan_file, states, names, parts_of_plans, scores, plans, house, board, tables, bodies,
                 calendars, policies, routines):
        part()
    return dict(sorted(SCHEMAS.items()))
