// SPDX-License-Identifier: Apache-2.0
#include "formats/visit_table.hpp"

#include "formats/agency_cells.hpp"
#include "formats/cell_lists.hpp"
#include "formats/table_reasons.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace inspectord {
namespace {

using Use = Column::Use;

constexpr auto known_columns = std::to_array<Column>({{"key"},
                                                      {"unit", Use::required},
                                                      {"date", Use::required},
                                                      {"sessions"},
                                                      {"place"},
                                                      {"tentative"},
                                                      {"specialist_office"},
                                                      {"sub_units"},
                                                      {"attendees"},
                                                      {"team"},
                                                      {"id", Use::passed_over},
                                                      {"plan", Use::passed_over},
                                                      {"plan_title", Use::passed_over},
                                                      {"plan_number", Use::passed_over},
                                                      {"state", Use::passed_over}});

constexpr auto cell_codes =
    std::to_array<std::string_view>({"key", "unit", "date", "sessions", "place", "tentative",
                                     "specialist_office", "sub_units", "attendees", "team"});

const std::array<Choice, 3> session_parts{{{"morning", "session_part.morning"},
                                           {"afternoon", "session_part.afternoon"},
                                           {"day", "session_part.day"}}};

/// The field of a list within a list; "" where there are fewer.
std::string field(const std::vector<std::string>& fields, std::size_t index) {
  return index < fields.size() ? fields[index] : "";
}

/// Without the empty fields at its end.
std::string joined_fields(std::vector<std::string> fields) {
  while (fields.size() > 1 && fields.back().empty()) fields.pop_back();
  return join_cell(fields, '|');
}

/// "08:00" of "08:00-11:00", and what follows the dash.
struct Hours {
  std::string start, end;
};

Hours hours_in(const std::string& text) {
  auto dash = text.find('-');
  std::size_t size = 1;
  if (dash == std::string::npos) {
    constexpr std::string_view en_dash = "\xE2\x80\x93";
    dash = text.find(en_dash);
    size = en_dash.size();
  }
  const auto without_blanks = [](std::string part) {
    std::erase(part, ' ');
    return part.size() == 4 && part[1] == ':' ? "0" + part : part;
  };
  if (dash == std::string::npos) return {without_blanks(text), {}};
  return {without_blanks(text.substr(0, dash)), without_blanks(text.substr(dash + size))};
}

/// "morning 08:00-11:00": nothing where it cannot be read.
std::optional<Session> read_hours(const std::string& text) {
  Session session;
  const auto digit = text.find_first_of("0123456789");
  if (digit == std::string::npos) return std::nullopt;
  auto part = text.substr(0, digit);
  while (part.ends_with(' ')) part.pop_back();
  if (!part.empty()) {
    const auto found = find_choice(part, session_parts);
    if (!found) return std::nullopt;
    session.part = session_parts[*found].code;
  }
  const auto hours = hours_in(text.substr(digit));
  const auto start = parse_time(hours.start);
  if (!start) return std::nullopt;
  session.start = *start;
  if (hours.end.empty()) return session;
  session.end = parse_time(hours.end);
  return session.end ? std::optional{session} : std::nullopt;
}

std::vector<Session> read_sessions(RowReader& row, const AgencyCells& agencies) {
  std::vector<Session> sessions;
  for (const auto& text : split_cell(row.text("sessions"), ';')) {
    if (text.empty()) continue;
    const auto fields = split_cell(text, '|');
    auto session = read_hours(field(fields, 0));
    if (!session || fields.size() > 3) {
      row.complain("sessions", reason::cell_bad_session, {{"found", text}});
      continue;
    }
    session->unit = agencies.key_of(field(fields, 1), "sessions", row);
    session->place = field(fields, 2);
    sessions.push_back(std::move(*session));
  }
  return sessions;
}

std::vector<SubUnit> read_sub_units(RowReader& row, const AgencyCells& agencies) {
  std::vector<SubUnit> units;
  for (const auto& text : split_cell(row.text("sub_units"), ';')) {
    if (text.empty()) continue;
    const auto fields = split_cell(text, '|');
    units.push_back({.agency = agencies.key_of(field(fields, 0), "sub_units", row),
                     .placeholder = field(fields, 1),
                     .chosen_by = agencies.key_of(field(fields, 2), "sub_units", row)});
  }
  return units;
}

std::vector<Attendee> read_attendees(RowReader& row, const AgencyCells& agencies) {
  std::vector<Attendee> attendees;
  for (const auto& text : split_cell(row.text("attendees"), ';')) {
    if (text.empty()) continue;
    const auto fields = split_cell(text, '|');
    attendees.push_back({.scope = field(fields, 1),
                         .text = field(fields, 0),
                         .agencies = agencies.keys_of(field(fields, 2), "attendees", row)});
  }
  return attendees;
}

std::string hours_of(const Session& session, Language language) {
  std::string text;
  if (!session.part.empty()) text = words(language, "session_part." + session.part) + " ";
  text += to_string(session.start);
  if (session.end) text += "-" + to_string(*session.end);
  return text;
}

JsonValue or_null(const std::string& text) {
  return text.empty() ? JsonValue{} : JsonValue{text};
}

ExportCell sessions_cell(const Visit& visit, const AgencyCells& agencies, Language language) {
  std::vector<std::string> texts;
  JsonArray json;
  for (const auto& one : visit.sessions) {
    const auto unit = one.unit.empty() ? "" : agencies.text_of(one.unit);
    texts.push_back(joined_fields({hours_of(one, language), unit, one.place}));
    json.push_back(JsonObject{{"part", or_null(one.part)},
                              {"start", to_string(one.start)},
                              {"end", one.end ? JsonValue{to_string(*one.end)} : JsonValue{}},
                              {"unit", or_null(unit)},
                              {"place", or_null(one.place)}});
  }
  return {Cell{join_cell(texts, ';')}, std::move(json)};
}

ExportCell sub_units_cell(const Visit& visit, const AgencyCells& agencies) {
  std::vector<std::string> texts;
  JsonArray json;
  for (const auto& one : visit.sub_units) {
    const auto name = one.agency.empty() ? "" : agencies.text_of(one.agency);
    const auto chooser = one.chosen_by.empty() ? "" : agencies.text_of(one.chosen_by);
    texts.push_back(joined_fields({name, one.placeholder, chooser}));
    json.push_back(JsonObject{{"agency", or_null(name)},
                              {"placeholder", or_null(one.placeholder)},
                              {"chosen_by", or_null(chooser)}});
  }
  return {Cell{join_cell(texts, ';')}, std::move(json)};
}

ExportCell attendees_cell(const Visit& visit, const AgencyCells& agencies) {
  std::vector<std::string> texts;
  JsonArray json;
  for (const auto& one : visit.attendees) {
    const auto named = agencies.texts_of(one.agencies);
    texts.push_back(joined_fields({one.text, one.scope, named}));
    json.push_back(JsonObject{
        {"text", one.text}, {"scope", or_null(one.scope)}, {"agencies", or_null(named)}});
  }
  return {Cell{join_cell(texts, ';')}, std::move(json)};
}

}  // namespace

std::span<const Column> visit_columns() {
  return known_columns;
}

std::span<const std::string_view> visit_cell_codes() {
  return cell_codes;
}

void read_visit(RowReader& row, const Plan& plan, Visit& visit) {
  const AgencyCells agencies{plan};
  if (row.has("key")) visit.key = row.word("key");
  if (row.filled("unit").empty()) {
    visit.unit.clear();
  } else {
    visit.unit = agencies.key_of(row.word("unit"), "unit", row);
  }
  const auto before = row.problems().size();
  const auto date = row.date("date");
  if (!date && row.problems().size() == before)
    row.complain("date", reason::cell_missing, {{"label", column_label(row.language(), "date")}});
  visit.date = date.value_or(LocalDate{});
  if (row.has("sessions")) visit.sessions = read_sessions(row, agencies);
  if (row.has("place")) visit.place = row.text("place");
  if (row.has("tentative")) visit.tentative = row.boolean("tentative");
  if (row.has("specialist_office"))
    visit.specialist_office =
        agencies.key_of(row.word("specialist_office"), "specialist_office", row);
  if (row.has("sub_units")) visit.sub_units = read_sub_units(row, agencies);
  if (row.has("attendees")) visit.attendees = read_attendees(row, agencies);
  if (row.has("team")) visit.team = row.word("team");
}

std::vector<ExportCell> visit_cells(const Visit& visit, const Plan& plan, Language language) {
  const AgencyCells agencies{plan};
  const auto named = [&](const std::string& key) {
    return ExportCell{key.empty() ? std::string{} : agencies.text_of(key)};
  };
  return {ExportCell{visit.key},           named(visit.unit),
          date_cell(visit.date),           sessions_cell(visit, agencies, language),
          ExportCell{visit.place},         ExportCell{Cell{visit.tentative}},
          named(visit.specialist_office),  sub_units_cell(visit, agencies),
          attendees_cell(visit, agencies), ExportCell{visit.team}};
}

}  // namespace inspectord
