// SPDX-License-Identifier: Apache-2.0
#include "server/routes/query.hpp"

#include "server/http/target.hpp"
#include "server/routes/api_reasons.hpp"

#include <algorithm>
#include <charconv>

namespace inspectord {
namespace {

std::string joined(const auto& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + std::string{name};
  return text;
}

}  // namespace

Query::Query(const Request& request) {
  request.query_was_read = true;
  auto parameters = parse_query(request.query);
  if (parameters) {
    given_ = std::move(*parameters);
  } else {
    problems_.push_back({bad_query, {}, {}});
  }
}

std::optional<std::int64_t> Query::integer(std::string_view name, std::int64_t least,
                                           std::int64_t most) {
  const auto expected = std::to_string(least) + "-" + std::to_string(most);
  return parsed<std::int64_t>(
      name, expected, [&](const std::string& text) -> std::optional<std::int64_t> {
        std::int64_t value = 0;
        const auto* end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, value);
        if (read.ec != std::errc{} || read.ptr != end || value < least || value > most)
          return std::nullopt;
        return value;
      });
}

std::optional<PagePlace> Query::cursor(std::string_view list, std::size_t parts) {
  const auto* text = find("cursor");
  if (!text) return std::nullopt;
  auto place = read_cursor(list, *text);
  if (place && place->size() == parts) return place;
  problems_.insert(problems_.begin(), {bad_cursor, {}, {{"found", *text}}});
  return std::nullopt;
}

bool Query::descends(std::string_view order) {
  const std::string down = "-" + std::string{order};
  const auto parse = [&](const std::string& text) -> std::optional<bool> {
    if (text == order) return false;
    return text == down ? std::optional{true} : std::nullopt;
  };
  return parsed<bool>("sort", std::string{order} + ", " + down, parse).value_or(false);
}

bool Query::yes(std::string_view name) {
  const auto parse = [](const std::string& text) -> std::optional<bool> {
    if (text == "true") return true;
    return text == "false" ? std::optional{false} : std::nullopt;
  };
  return parsed<bool>(name, "true, false", parse).value_or(false);
}

WantedFields Query::fields() {
  WantedFields wanted;
  const auto* text = find("fields");
  for (std::string_view rest = text ? std::string_view{*text} : ""; !rest.empty();) {
    const auto name = rest.substr(0, std::min(rest.find(','), rest.size()));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    wanted.names.emplace_back(name);
  }
  return wanted;
}

Result<JsonArray> WantedFields::of(JsonArray entries) const {
  if (names.empty() || entries.empty()) return entries;
  std::vector<std::string> known;
  JsonArray sparse;
  for (const auto& entry : entries) {
    JsonObject kept;
    for (const auto& member : *entry.if_object()) {
      if (std::ranges::find(known, member.key) == known.end()) known.push_back(member.key);
      if (std::ranges::find(names, member.key) != names.end()) kept.push_back(member);
    }
    sparse.push_back(std::move(kept));
  }
  for (const auto& name : names) {
    if (std::ranges::find(known, name) != known.end()) continue;
    return Refusal{
        bad_parameter, {}, {{"name", "fields"}, {"found", name}, {"expected", joined(known)}}};
  }
  return sparse;
}

const std::string* Query::find(std::string_view name) {
  known_.push_back(name);
  const std::string* found = nullptr;
  for (const auto& [given, value] : given_) {
    if (given != name) continue;
    if (found) problems_.push_back({repeated_parameter, {}, {{"name", given}}});
    found = &value;
  }
  return found;
}

void Query::complain(std::string_view name, const std::string& found, std::string expected) {
  problems_.push_back(
      {bad_parameter,
       {},
       {{"name", std::string{name}}, {"found", found}, {"expected", std::move(expected)}}});
}

Result<Done> Query::finish() const {
  auto problems = problems_;
  for (const auto& [name, value] : given_) {
    if (std::ranges::find(known_, name) != known_.end()) continue;
    problems.push_back({unknown_parameter, {}, {{"name", name}, {"known", joined(known_)}}});
  }
  if (!problems.empty()) return Refusal{std::move(problems)};
  return Done{};
}

Result<bool> dry_run_of(const Request& request) {
  Query query{request};
  const bool dry_run = query.yes("dry_run");
  TRY(query.finish());
  return dry_run;
}

}  // namespace inspectord
