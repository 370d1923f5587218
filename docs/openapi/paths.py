# SPDX-License-Identifier: Apache-2.0
"""The routes of the service, in the order of server/routes/: who may, what they take, what they answer."""
import pathlib
import re

from examples import EXAMPLES
from schemas import DAY, ID, LANGUAGE, ROLES, codes, page, ref, text

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PATHS = {}
INSIDERS = ("administrator", "planner", "approver", "clerk", "inspector", "auditor")
KEEPERS = ("administrator", "planner")
ANYONE, SIGNED_IN = "anyone", ROLES

PROBLEMS = {
    400: "What cannot be read: the query, a cursor, the JSON of the body.",
    401: "No token, or one that is not known or has expired.",
    403: "None of the roles, or not this one for this act.",
    404: "There is none, or none that the agency of the token may see.",
    406: "Accept leaves no form of the answer.",
    409: "The state of the thing does not allow it, or the answer to this key is sealed for another token.",
    412: "If-Match names another version: somebody was faster.",
    413: "The body is too long, or has more rows than one import takes, or an export than it may.",
    415: "The body is not of a type that is taken here: JSON, or a table.",
    422: "What was asked for is wrong; `errors` says where, and what would be right.",
    428: "If-Match is missing.",
    500: "The service broke; the log has the request_id.",
    503: "The service cannot do it now; nothing was done.",
}
SHARED_PARAMETERS = {
    "AcceptLanguage": {"name": "Accept-Language", "in": "header", "schema": text(),
                       "description": "vi or en, for what is said to people."},
    "IfNoneMatch": {"name": "If-None-Match", "in": "header", "schema": text()},
    "IfMatch": {"name": "If-Match", "in": "header", "required": True, "schema": text(),
                "description": "The tag of what was read, \"v3\" for a version, or * for whatever is there."},
    "IdempotencyKey": {"name": "Idempotency-Key", "in": "header", "schema": text(),
                       "description": "1 to 255 visible characters; the request is done once for it."},
    "Limit": {"name": "limit", "in": "query", "description": "How many entries a page has.",
              "schema": {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}},
    "LongLimit": {"name": "limit", "in": "query", "description": "How many entries a page has.",
                  "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}},
    "Cursor": {"name": "cursor", "in": "query", "schema": text(), "description": "`next_cursor` of the page before."},
    "Fields": {"name": "fields", "in": "query", "schema": text(),
               "description": "Names with commas: the other members of each entry are left out, required or not."},
}
SHARED_HEADERS = {
    "ETag": {"schema": text(), "description": "Strong; for If-None-Match and If-Match."},
    "Link": {"schema": text(), "description": "Of the next page, rel=\"next\"; none on the last."},
    "Location": {"required": True, "schema": text(), "description": "Where what was made is read."},
    "XRequestId": {"schema": text(), "description": "As it was sent, or made; the log has it."},
    "RetryAfter": {"schema": {"type": "integer"}, "description": "Seconds."},
    "Allow": {"schema": text(), "description": "The methods that there are."},
    "WWWAuthenticate": {"schema": text()},
}
PATH_PARAMETERS = {"revision": {"type": "integer", "minimum": 1},
                   "calendar": text("house, or the id of an agency."), "policy": text("Key of the policy."),
                   "sheet": text("Key of the score sheet in the plan."), "unit": text("Key of the agency in the plan."),
                   "sha256": text(pattern="^[0-9a-fA-F]{64}$"), "file": text()}
HEADER_NAMES = {"XRequestId": "X-Request-Id", "RetryAfter": "Retry-After", "WWWAuthenticate": "WWW-Authenticate"}


def headers(*names):
    return {HEADER_NAMES.get(name, name): {"$ref": f"#/components/headers/{name}"} for name in names}


def shared(name):
    return {"$ref": f"#/components/parameters/{name}"}


def query(name, schema, description=None):
    return {"name": name, "in": "query", "schema": schema, **({"description": description} if description else {})}


def shared_responses():
    responses = {}
    for status, what in PROBLEMS.items():
        more = {401: ["WWWAuthenticate"], 503: ["RetryAfter"]}.get(status, [])
        responses[f"Problem{status}"] = {"description": what, "headers": headers("XRequestId", *more), "content": {
            "application/problem+json": {"schema": ref("Problem")}}}
    responses["NotModified"] = {"description": "Nothing has changed.", "headers": headers("ETag", "XRequestId")}
    return responses


def machine(name):
    """Who acts by a state machine at all, from the page that the program prints of its tables."""
    section = (ROOT / "docs/state-machine.md").read_text(encoding="utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[4] for line in section.splitlines() if line.startswith("| ")][1:]
    who = {role for row in rows for role in re.findall(r"\w+", row)}
    return [role for role in ROLES if role in who]


def operation(method, path, name, summary, who, *, answers, parameters=(), takes=None, problems=(), description=None):
    line = {"operationId": name, "tags": [path.split("/")[3] if path.startswith("/api/v1/") else "service"],
            "summary": summary}
    if description:
        line["description"] = description
    line["x-roles"] = [] if who == ANYONE else list(who)
    if who == ANYONE:
        line["security"] = []
    braces = [{"name": one, "in": "path", "required": True, "schema": PATH_PARAMETERS.get(one, ID)}
              for one in re.findall(r"{(\w+)}", path)]
    line["parameters"] = braces + list(parameters)
    if takes:
        line["requestBody"] = takes
    known = [*problems, *([] if who == ANYONE else [401]), *([] if who in (ANYONE, SIGNED_IN) else [403])]
    line["responses"] = {str(status): answer for status, answer in answers.items()}
    for status in sorted({*known, 500, 503} - {int(one) for one in line["responses"]}):
        line["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    line["responses"] = dict(sorted(line["responses"].items()))
    PATHS.setdefault(path, {})[method] = line
    return line


def content(schema, media_type="application/json"):
    return {media_type: {"schema": schema}}


def read(path, name, summary, schema, who=SIGNED_IN, *, parameters=(), problems=(), media=None, link=False,
         description=None):
    names = ["ETag", *(["Link"] if link else []), "XRequestId"]
    ok = {"description": summary + ".", "headers": headers(*names), "content": media or content(schema)}
    found = [404] if "{" in path else []
    asks = [shared("IfNoneMatch"), shared("AcceptLanguage"), *parameters]
    wrong = [400, 422] if path.startswith("/api/v1/") else []  # parameters that nobody asks for
    return operation("get", path, name, summary, who, parameters=asks, description=description,
                     answers={200: ok, 304: {"$ref": "#/components/responses/NotModified"}},
                     problems=[*found, *wrong, *problems, 406])


def listed(path, name, summary, item, *more, limit="Limit", fields=False, **rest):
    parameters = [shared(limit), shared("Cursor"), *more, *([shared("Fields")] if fields else [])]
    return read(path, name, summary, page(ref(item)), parameters=parameters, link=True, **rest)


def whole_list(path, name, summary, item, fields=False, **rest):
    """A list that comes whole, in the form of a page."""
    more = {"parameters": [shared("Fields")]} if fields else {}
    return read(path, name, summary, page(ref(item)), **more, **rest)


def write(method, path, name, summary, who, answer, *, status=200, body=None, any_type=False, makes=False,
          no_location=False, problems=(), description=None, parameters=(), tag=False):
    """makes: something new, which needs no If-Match."""
    asks = [shared("AcceptLanguage"), *([] if makes else [shared("IfMatch")]),
            *([shared("IdempotencyKey")] if method == "post" else []), *parameters]
    names = [*(["ETag"] if tag else []), *(["Location"] if makes and not no_location else []), "XRequestId"]
    ok = {"description": summary + ".", "headers": headers(*names)}
    if answer:
        ok["content"] = content(ref(answer))
    takes = None
    if any_type:
        takes = {"required": True, "content": {"*/*": {"schema": {}}}}
    elif body:
        takes = {"content": {"application/json": {"schema": ref(body), "examples": EXAMPLES[name]}}}
        takes["required"] = name in ("import_plan", "import_directory", "change_sending", "create_calendar",
                                     "change_calendar", "create_policy", "edit_policy")
    if not makes:
        problems = [*problems, 412, 428]
    if takes:
        problems = [*problems, 413, *([] if any_type else [415])]
    found = [404] if "{" in path else []
    return operation(method, path, name, summary, who, parameters=asks, takes=takes, description=description,
                     answers={status: ok}, problems=[400, 406, 409, 422, *found, *problems])


def act(path, name, thing, schema, body, answer, **rest):
    line = write("post", path, name, f"An action on a {thing}", machine(schema), answer, body=body, tag=True, **rest)
    for parameter in line["parameters"]:
        if parameter.get("name") == "action":
            parameter["schema"] = ref(schema + "Action")
    return line


def plans():
    state = query("state", ref("PlanState"))
    listed("/api/v1/plans", "list_plans", "The plans that an agency owns or that concern it", "PlanSummary", state,
           query("year", {"type": "integer", "minimum": 1900, "maximum": 9999}),
           query("agency", ID, "Named by the plan."),
           query("q", text(), "Words of title, number, place and agencies; diacritics do not matter."),
           query("sort", {"type": "string", "enum": ["drafted", "-drafted"], "default": "drafted"}), fields=True)
    write("post", "/api/v1/plans", "import_plan", "Enters a plan file as a draft", ("planner", "administrator"), "Plan",
          status=201, body="PlanFile", makes=True, tag=True)
    read("/api/v1/plans/{id}", "show_plan", "A plan, whole or as it concerns the agency",
         {"anyOf": [ref("Plan"), ref("PlanSeen")]})
    line = read("/api/v1/plans/{id}/file", "download_plan", "The plan file", ref("PlanFile"))
    line["responses"]["200"]["headers"]["Content-Disposition"] = {"schema": text()}
    whole_list("/api/v1/plans/{id}/warnings", "list_warnings", "What is doubtful in a plan", "Warning")
    read("/api/v1/plans/{id}/forecast", "show_forecast", "The reminders that a plan would send", ref("Forecast"))
    act("/api/v1/plans/{id}/actions/{action}", "act_on_plan", "plan", "Plan", "PlanAct", "PlanDone")
    for name, what, item in (("units", "Its units", "PlanUnit"), ("sessions", "The sessions of its visits", "PlanSession"),
                             ("agenda", "The course of a visit's day", "PlanFile_agenda_item"),
                             ("teams", "Its teams", "PlanFile_team"), ("groups", "Its groups, with today's members",
                                                                       "PlanGroup"),
                             ("overrides", "Warnings that were accepted", "Override")):
        whole_list(f"/api/v1/plans/{{id}}/{name}", f"list_{name}_of_plan", what, item, fields=True)
    whole_list("/api/v1/plans/{id}/revisions", "list_revisions", "Every paper under which the plan was in force",
               "Revision")
    read("/api/v1/plans/{id}/revisions/{revision}", "show_revision", "What a revision says", ref("RevisionContent"))
    read("/api/v1/plans/{id}/revisions/{revision}/diff", "compare_revisions", "Where two revisions differ",
         ref("RevisionDiff"),
         parameters=[query("from", {"type": "integer", "minimum": 1, "maximum": 1000000}, "By default the one before.")])


def part_lists():
    for name, item, state, first, last, order in (
            ("visits", "Visit", "VisitState", "from", "to", "date"),
            ("duties", "Duty", "DutyState", "due_from", "due_to", "due"),
            ("tasks", "Task", "TaskState", "from", "to", "date")):
        more = [query("state", ref(state)), query("agency", ID), query(first, DAY), query(last, DAY),
                query("sort", {"type": "string", "enum": [order, "-" + order], "default": order})]
        listed(f"/api/v1/{name}", f"list_{name}", f"The {name} of all plans, by day", item, *more, query("plan", ID),
               fields=True)
        listed(f"/api/v1/plans/{{id}}/{name}", f"list_{name}_of_plan", f"The {name} of a plan, by day", item, *more,
               fields=True)


def parts():
    read("/api/v1/visits/{id}", "show_visit", "A visit", ref("Visit"))
    act("/api/v1/visits/{id}/actions/{action}", "act_on_visit", "visit", "Visit", "VisitAct", "VisitDone")
    read("/api/v1/duties/{id}", "show_duty", "A duty, its papers, and how its day was reached", ref("DutyWhole"))
    listed("/api/v1/duties/{id}/submissions", "list_submissions", "The papers filed for a duty", "Submission")
    act("/api/v1/duties/{id}/actions/{action}", "act_on_duty", "duty", "Duty", "DutyAct", "DutyDone")
    write("post", "/api/v1/duties/{id}/submissions", "file_paper", "Records a paper that was filed",
          ("planner", "clerk", "agency"), "DutyDone", status=201, body="FiledPaper", tag=True)
    read("/api/v1/tasks/{id}", "show_task", "A task", ref("Task"))
    act("/api/v1/tasks/{id}/actions/{action}", "act_on_task", "task", "Task", "TaskAct", "TaskDone")
    whole_list("/api/v1/plans/{id}/scores", "list_scores", "The scores of the units of a plan", "Score")
    read("/api/v1/plans/{id}/scores/{sheet}/{unit}", "show_score", "A score with its points", ref("ScoreWhole"))
    act("/api/v1/plans/{id}/scores/{sheet}/{unit}/actions/{action}", "act_on_score", "score", "Score", "ScoreAct",
        "ScoreWhole")
    read("/api/v1/recommendations/{id}", "show_recommendation", "A recommendation and its papers",
         ref("RecommendationWhole"))
    act("/api/v1/recommendations/{id}/actions/{action}", "act_on_recommendation", "recommendation", "Recommendation",
        "DutyAct", "RecommendationDone")


def told():
    for name, what in (("ledger", "The reminders of a plan (also /reminders)"), ("reminders", "The reminders of a plan")):
        listed(f"/api/v1/plans/{{id}}/{name}", f"list_{name}", what, "Reminder", query("state", ref("ReminderState")),
               limit="LongLimit", fields=True)
    state = query("state", ref("MessageState"))
    listed("/api/v1/messages", "list_messages", "Messages, newest first", "Message", state, fields=True)
    listed("/api/v1/plans/{id}/messages", "list_messages_of_plan", "The messages about a plan, newest first", "Message",
           state, fields=True)
    read("/api/v1/messages/{id}", "show_message", "A message", ref("Message"))
    read("/api/v1/messages/{id}/body", "download_message", "Its bytes", None,
         media={"message/rfc822": {"schema": {"type": "string"}}, "application/json": {"schema": {}}})
    listed("/api/v1/messages/{id}/attempts", "list_attempts", "The attempts to deliver it", "Attempt")
    write("post", "/api/v1/messages/{id}/actions/send_again", "send_again", "Sends a dead message again",
          ("administrator", "planner", "clerk"), "Message")
    read("/api/v1/sending", "show_sending", "The switch over all sending", ref("Sending"), INSIDERS)
    write("put", "/api/v1/sending", "change_sending", "Pauses, resumes or diverts all sending", ("administrator",),
          "Sending", body="SendingWish")
    feed = page(ref("Event"))
    feed["properties"] |= {"next_cursor": text("For `after`."), "more": {"type": "boolean"}}
    feed["required"] = [*feed["required"], "more"]
    read("/api/v1/events", "follow_events", "What happened, as it concerns the house",
         None, ("administrator", "auditor", "planner"), link=True,
         media={**content(feed), "text/event-stream": {"schema": {"type": "string"}}},
         parameters=[shared("Limit"), query("after", text(), "`next_cursor` of the piece before."),
                     {"name": "Last-Event-ID", "in": "header", "schema": text(),
                      "description": "Of the last event, with text/event-stream."}])
    listed("/api/v1/plans/{id}/events", "list_events_of_plan", "What happened to a plan", "Event", limit="LongLimit")


def kept():
    listed("/api/v1/agencies", "list_agencies", "The agencies that the house may see", "Agency", fields=True)
    read("/api/v1/agencies/{id}", "show_agency", "An agency, its contacts, where it comes from and goes",
         ref("AgencyWhole"))
    write("post", "/api/v1/agencies/{id}/end", "end_agency", "Ends an agency; others may follow it", KEEPERS,
          "AgencyEnded", body="AgencyEnd")
    listed("/api/v1/agencies/{id}/contacts", "list_contacts", "Where an agency is told", "Contact")
    write("post", "/api/v1/agencies/{id}/contacts", "add_contact", "Adds a contact", KEEPERS, "NewContact", status=201,
          body="ContactWish", makes=True)
    read("/api/v1/contacts/{id}", "show_contact", "A contact", ref("Contact"))
    listed("/api/v1/endpoints", "list_endpoints", "The webhooks of all agencies that the house keeps", "Contact")
    listed("/api/v1/groups", "list_groups", "Members that the directory gives to groups of plans", "GroupMember")
    write("post", "/api/v1/directory", "import_directory", "Takes over a directory file", KEEPERS, "DirectoryTaken",
          body="DirectoryFile", makes=True, no_location=True)
    listed("/api/v1/files", "list_files", "The files that the house holds", "HeldFile")
    write("post", "/api/v1/files", "keep_file", "Keeps a file, named by its SHA-256", SIGNED_IN, "File", status=201,
          any_type=True, makes=True)
    line = read("/api/v1/files/{sha256}", "download_file", "A file that the house holds, or that was sent to it", None,
                media={"*/*": {"schema": {}}})
    line["responses"]["200"]["headers"]["Content-Disposition"] = {"schema": text()}
    makers = ("administrator", "planner", "agency")
    listed("/api/v1/feeds", "list_feeds", "Calendar feeds", "Feed")
    write("post", "/api/v1/feeds", "create_feed", "Makes a calendar feed; its address is shown once", makers, "NewFeed",
          status=201, body="FeedWish", makes=True, tag=True, problems=[404])
    read("/api/v1/feeds/{id}", "show_feed", "A calendar feed", ref("Feed"))
    write("delete", "/api/v1/feeds/{id}", "revoke_feed", "Revokes a calendar feed", makers, None, status=204)
    keepers = ("administrator", "clerk")
    listed("/api/v1/substitutes", "list_substitutes", "Who stands in for whom", "Substitution")
    write("post", "/api/v1/substitutes", "add_substitute", "Records a substitute", keepers, "Substitution", status=201,
          body="SubstitutionWish", makes=True)
    read("/api/v1/substitutes/{id}", "show_substitute", "A substitute", ref("Substitution"))
    write("post", "/api/v1/substitutes/{id}/end", "end_substitute", "Ends a substitution early", keepers, "Substitution",
          body="SubstitutionEnd")


def calendars():
    dry_run = query("dry_run", {**codes("true", "false"), "default": "false"},
                    "Answers what would move, and changes nothing.")
    whole_list("/api/v1/calendars", "list_calendars", "The calendars of days off of the house and of the agency",
               "Calendar")
    made = write("post", "/api/v1/calendars", "create_calendar", "Makes the agency's own calendar", KEEPERS,
                 "CalendarMoves", status=201, body="CalendarFile", makes=True, tag=True, parameters=[dry_run])
    made["responses"]["200"] = {"description": "With dry_run: what it would move.", "headers": headers("XRequestId"),
                                "content": content(ref("CalendarMoves"))}
    made["responses"] = dict(sorted(made["responses"].items()))
    read("/api/v1/calendars/{calendar}", "show_calendar", "A calendar in force", ref("CalendarWhole"))
    write("put", "/api/v1/calendars/{calendar}", "change_calendar", "Puts a calendar in force", KEEPERS, "CalendarMoves",
          body="CalendarFile", tag=True, parameters=[dry_run],
          description="The house's is changed by administrators alone. Open duties and reminders follow in the same "
                      "transaction.")
    whole_list("/api/v1/calendars/{calendar}/versions", "list_calendar_versions", "Every version that was accepted",
               "CalendarWhole")
    read("/api/v1/calendars/{calendar}/days", "show_calendar_days", "The days off of a year", ref("CalendarDays"),
         parameters=[query("year", {"type": "integer", "minimum": 1900, "maximum": 2199}, "By default this one.")])


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def imported(name, what, match=None, parameters=(), problems=()):
    """match: how If-Match is described, where a plan is written to."""
    asks = [shared("AcceptLanguage"), *([match] if match else []), shared("IdempotencyKey"),
            query("dry_run", {**codes("true", "false"), "default": "false"}, "The very same act, rolled back; ids are null."),
            *parameters]
    table = {"schema": {"type": "string", "format": "binary"}}
    refused = {"description": "A row is refused, or the file: nothing was done. A dry run answers alike.",
               "headers": headers("XRequestId"), "content": {
                   "application/problem+json": {"schema": {"anyOf": [ref("ImportRefused"), ref("Problem")]}}}}
    done = {"description": "What became of each row.", "content": content(ref("Imported")),
            "headers": headers(*(["ETag"] if match else []), "XRequestId")}
    operation("post", f"/api/v1/imports/{name}", f"import_table_of_{name}", what, ("planner", "administrator"),
              parameters=asks, takes={"required": True, "content": {"text/csv": table, XLSX: table}},
              answers={200: done, 422: refused},
              problems=[400, 406, 409, 413, 415, *problems, *([404, 412, 428] if match else [])],
              description="A table with a header row: names in Vietnamese or English, or codes, in any order. A file "
                          "enters whole or not at all. docs/api.md lists the columns.")


def exported(name, what, *more):
    line = read(f"/api/v1/exports/{name}", f"export_{name}", what, None, problems=[413],
                parameters=[query("format", codes("csv", "xlsx", "json"), "Else what Accept names, else json."), *more],
                media={**content(ref("Exported")), "text/csv": {"schema": {"type": "string"}},
                       XLSX: {"schema": {"type": "string", "format": "binary"}}})
    if name == "plans":  # a list of others is empty, never hidden
        line["responses"].pop("404", None)
    else:
        line["responses"]["404"] = {"$ref": "#/components/responses/Problem404"}
    line["responses"]["200"]["headers"]["Content-Disposition"] = {"required": True, "schema": text()}


def tables():
    of_plan = query("plan", ID, "The drafted plan that they are put into.")
    imported("plans", "Drafts plans, one a row; a row with an id changes that plan")
    imported("units", "Enters agencies into the directory, or into a drafted plan as its units",
             match={**SHARED_PARAMETERS["IfMatch"], "required": False,
                    "description": "Of the plan, where there is one."}, parameters=[of_plan])
    imported("visits", "Puts visits into a drafted plan, as one edit", match=shared("IfMatch"),
             parameters=[{**of_plan, "required": True}])
    exported("plans", "Plans as a table", query("state", ref("PlanState")),
             query("year", {"type": "integer", "minimum": 1900, "maximum": 9999}), query("agency", ID, "Named by the plan."),
             query("q", text()), query("sort", {"type": "string", "enum": ["drafted", "-drafted"], "default": "drafted"}))
    exported("schedules", "Visits as a table: those of drafts as they are planned, all others as they stand",
             query("plan", ID), query("state", ref("VisitState")), query("agency", ID, "The unit."), query("from", DAY),
             query("to", DAY), query("sort", {"type": "string", "enum": ["date", "-date"], "default": "date"}))
    exported("ledgers", "Reminders as a table", query("plan", ID), query("state", ref("ReminderState")))


def policies():
    dry_run = query("dry_run", {**codes("true", "false"), "default": "false"},
                    "Answers what would shift, and changes nothing.")
    whole_list("/api/v1/policies", "list_policies", "The reminder policies of the program and of the agency", "Policy")
    made = write("post", "/api/v1/policies", "create_policy", "Makes a reminder policy of the agency", KEEPERS,
                 "PolicyShifts", status=201, body="PolicyFile", makes=True, tag=True, parameters=[dry_run])
    made["responses"]["200"] = {"description": "With dry_run: what it would shift.", "headers": headers("XRequestId"),
                                "content": content(ref("PolicyShifts"))}
    made["responses"] = dict(sorted(made["responses"].items()))
    read("/api/v1/policies/{policy}", "show_policy", "A reminder policy in force", ref("Policy"))
    write("put", "/api/v1/policies/{policy}", "edit_policy", "Puts another version of a policy in force", KEEPERS,
          "PolicyShifts", body="PolicyFile", tag=True, parameters=[dry_run],
          description="The reminders of all plans in force that name it are planned anew in the same transaction; what "
                      "was sent stays sent. Those of the program cannot be edited.")
    whole_list("/api/v1/policies/{policy}/versions", "list_policy_versions", "Every version that was in force", "Policy",
               problems=[404])


def routines():
    whole_list("/api/v1/routines", "list_routines", "What the house does again and again", "Routine", who=INSIDERS)


def beside():
    """What the service answers besides its interface."""
    read("/api/openapi.json", "show_openapi", "This document", {"type": "object"}, ANYONE)
    read("/feeds/{file}", "fetch_feed", "A calendar feed by its secret address, <token>.ics", None, ANYONE,
         media={"text/calendar": {"schema": {"type": "string"}}})
    read("/", "show_page", "The page", None, ANYONE, media={"text/html": {"schema": {"type": "string"}}})
    read("/assets/{file}", "show_page_file", "A file of the page", None, ANYONE, media={"*/*": {"schema": {}}})
    checks = {"200": {"description": "The process lives.", "headers": headers("XRequestId"),
                      "content": content(ref("Alive"))}}
    operation("get", "/healthz", "show_life", "Whether the process lives", ANYONE, answers=checks, problems=[406])
    operation("get", "/readyz", "show_readiness", "Whether the service is ready", ANYONE, problems=[406], answers={
        "200": {"description": "It is.", "headers": headers("XRequestId"), "content": content(ref("Ready"))},
        "503": {"description": "It is not, and why.", "headers": headers("RetryAfter", "XRequestId"),
                "content": {**content(ref("NotReady")), "application/problem+json": {"schema": ref("Problem")}}}})
    operation("get", "/metrics", "show_metrics", "Measures, in the text form of Prometheus",
              ("administrator", "auditor"), problems=[406], description="From the machine itself without a token.",
              answers={"200": {"description": "The measures.", "headers": headers("XRequestId"),
                               "content": content({"type": "string"}, "text/plain")}})


def paths():
    read("/api/v1/board", "show_board", "What stands before the house of the one who asks, today", ref("Board"), INSIDERS,
         description="Of the plans that their own house owns. All of it is read from one moment.")
    for part in (plans, part_lists, parts, told, kept, calendars, policies, routines, tables, beside):
        part()
    return PATHS
