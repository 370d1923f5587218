// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_search.hpp"

#include "storage/plans.hpp"
#include "words/folding.hpp"

#include <algorithm>

namespace inspectord::plan_search {
namespace {

constexpr std::string_view filled = "plan_search_filled";

std::string text_of(const PlanRecord& record) {
  const auto& plan = record.content;
  std::string text;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text += folded_for_search(part) + "\n";
  };
  for (const auto* part : {&plan.title, &plan.subject, &plan.key, &plan.place, &plan.symbol})
    add(*part);
  add(plan.number);
  if (record.number != plan.number) add(record.number);
  for (const auto& agency : plan.agencies) {
    add(agency.name);
    add(agency.short_name);
    for (const auto& alias : agency.aliases) add(alias);
  }
  for (const auto& group : plan.groups) add(group.name);
  return text;
}

std::string pattern_of(std::string_view word) {
  std::string pattern = "%";
  for (const char c : word) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace

void keep(Transaction& tx, const PlanRecord& record) {
  tx.execute(
      "INSERT INTO plan_search (plan, text) VALUES ($1, $2)"
      " ON CONFLICT (plan) DO UPDATE SET text = $2",
      record.id, text_of(record));
}

int fill(Transaction& tx, int most) {
  if (!tx.query("SELECT 1 FROM meta WHERE key = $1", filled).empty()) return 0;
  const auto missing = tx.query(
      "SELECT id FROM plans WHERE NOT EXISTS (SELECT 1 FROM plan_search s WHERE s.plan = plans.id)"
      " LIMIT $1",
      most);
  for (const auto& row : missing) keep(tx, find_plan(tx, row.id<PlanId>(0)).value());
  if (missing.empty())
    tx.execute("INSERT INTO meta (key, value) VALUES ($1, 'yes') ON CONFLICT (key) DO NOTHING",
               filled);
  return static_cast<int>(missing.size());
}

std::vector<std::string> patterns_of(std::string_view looked_for) {
  const auto folded = folded_for_search(looked_for);
  std::vector<std::string> patterns;
  for (std::string_view rest = folded; !rest.empty();) {
    const bool is_last = patterns.size() + 1 == most_words;
    const auto end = is_last ? rest.size() : std::min(rest.find(' '), rest.size());
    if (end > 0) patterns.push_back(pattern_of(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return patterns;
}

}  // namespace inspectord::plan_search
