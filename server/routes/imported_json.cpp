// SPDX-License-Identifier: Apache-2.0
#include "server/routes/imported_json.hpp"

#include "server/http/entity_tag.hpp"
#include "server/http/problem.hpp"
#include "server/routes/answers.hpp"
#include "words/catalogue.hpp"

#include <utility>

namespace inspectord {
namespace {

JsonValue or_null(const std::string& text) {
  return text.empty() ? JsonValue{} : JsonValue{text};
}

JsonValue error_json(const Problem& problem, Language language) {
  const auto column = problem.pointer.empty() ? std::string{} : problem.pointer.substr(1);
  JsonObject arguments;
  for (const auto& [name, value] : problem.arguments) arguments.emplace_back(name, value);
  return JsonObject{{"column", or_null(column)},
                    {"label", column.empty() ? JsonValue{} : column_label(language, column)},
                    {"code", problem.reason.code},
                    {"message", describe(language, problem)},
                    {"arguments", std::move(arguments)}};
}

JsonValue row_json(const ImportedRow& row, bool applied, Language language) {
  JsonArray errors;
  for (const auto& problem : row.problems) errors.push_back(error_json(problem, language));
  const bool shows_id = applied || row.outcome != RowOutcome::created;
  return JsonObject{{"row", row.number},
                    {"outcome", to_string(row.outcome)},
                    {"id", shows_id ? or_null(row.id) : JsonValue{}},
                    {"key", or_null(row.key)},
                    {"errors", std::move(errors)}};
}

/// All that is wrong, as every refusal says it; rows by their numbers.
Refusal refusal_of(const TableImported& imported) {
  const auto refused = std::to_string(imported.count(RowOutcome::refused));
  std::vector<Problem> problems{{refuse::import_refused, {}, {{"refused", refused}}}};
  for (const auto& row : imported.rows) {
    for (const auto& problem : row.problems)
      problems.push_back({problem.reason, "/rows/" + std::to_string(row.number) + problem.pointer,
                          problem.arguments});
  }
  return Refusal{std::move(problems)};
}

}  // namespace

JsonObject imported_json(const TableImported& imported, Language language) {
  const bool applied = !imported.undone();
  JsonArray rows;
  for (const auto& row : imported.rows) rows.push_back(row_json(row, applied, language));
  JsonObject json{{"dry_run", imported.dry_run}, {"applied", applied}};
  for (const auto outcome :
       {RowOutcome::created, RowOutcome::changed, RowOutcome::unchanged, RowOutcome::refused})
    json.emplace_back(std::string{to_string(outcome)}, imported.count(outcome));
  json.emplace_back("rows", std::move(rows));
  return json;
}

Response answer_imported(const TableImported& imported, const Request& request) {
  auto json = imported_json(imported, request.language);
  if (imported.count(RowOutcome::refused) == 0) {
    if (imported.undone() || !imported.version) return answer_json(200, std::move(json));
    return answer_json(200, std::move(json), *imported.version);
  }
  const Words in_words = [](Language language, std::string_view key, const Arguments& arguments) {
    return words(language, key, arguments);
  };
  auto response = problem(refusal_of(imported), request, in_words);
  auto body = parse_json(response.body).value();
  auto members = *body.if_object();
  for (auto& member : json) members.push_back(std::move(member));
  response.body = write_json(std::move(members));
  return response;
}

}  // namespace inspectord
