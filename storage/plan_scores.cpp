// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_scores.hpp"

#include "formats/field_reader.hpp"
#include "formats/field_writer.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

/// What a row keeps as JSON.
struct ScoreContent {
  std::vector<CriterionScore> points;
  std::vector<CriterionScore> points_before;
  std::string reason;

  friend bool operator==(const ScoreContent&, const ScoreContent&) = default;
};

struct FollowedUp {
  std::vector<Recommendation> recommendations;

  friend bool operator==(const FollowedUp&, const FollowedUp&) = default;
};

}  // namespace

// The readers of formats/ find what follows by the namespace of its arguments.

template <class Fields>
void fields(Fields& f, Of<CriterionScore>) {
  f.field("criterion", &CriterionScore::criterion, Need::required);
  f.field("self", &CriterionScore::self, Need::required);
  f.field("rescored", &CriterionScore::rescored);
  f.field("reason", &CriterionScore::reason);
}

template <class Fields>
void fields(Fields& f, Of<ScoreContent>) {
  f.field("points", &ScoreContent::points);
  f.field("points_before", &ScoreContent::points_before);
  f.field("reason", &ScoreContent::reason);
}

template <class Fields>
void fields(Fields& f, Of<Recommendation>) {
  f.field("key", &Recommendation::key, Need::required);
  f.field("unit", &Recommendation::unit);
  f.field("text", &Recommendation::text);
  f.field("conclusion", &Recommendation::conclusion);
  f.field("conclusion_date", &Recommendation::conclusion_date, Need::required);
  f.field("no_day_because", &Recommendation::no_day_because);
}

template <class Fields>
void fields(Fields& f, Of<FollowedUp>) {
  f.field("recommendations", &FollowedUp::recommendations);
}

namespace {

template <class T>
T decoded_or_throw(Decoded<T> decoded, std::string_view what) {
  if (!decoded) throw std::runtime_error("a stored " + std::string{what} + " cannot be read");
  return std::move(decoded).value();
}

ScoreState state_of(const std::string& code) {
  const auto state = parse_state_code<ScoreState>(code);
  if (!state) throw std::runtime_error("a stored score has an unknown state: " + code);
  return *state;
}

std::string content_of(const ScoreRecord& score) {
  return write_json(write_value(ScoreContent{score.points, score.points_before, score.reason}));
}

void write(Transaction& tx, PlanId plan, std::size_t position, const ScoreRecord& score,
           Instant now) {
  tx.execute(
      "INSERT INTO scores (id, plan, position, sheet, unit, state, state_before, content,"
      " changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
      " ON CONFLICT (id) DO UPDATE SET state = $6, state_before = $7, content = $8,"
      " changed_at = $9",
      score.id, plan, static_cast<std::int64_t>(position), score.sheet, score.unit,
      state_code(score.state),
      score.state_before ? std::optional{std::string{state_code(*score.state_before)}}
                         : std::nullopt,
      content_of(score), now);
}

ScoreRecord score_from(const Row& row) {
  auto content = decoded_or_throw(decode_text<ScoreContent>(row.text(5)), "score");
  ScoreRecord score{.id = row.id<ScoreId>(0),
                    .sheet = row.text(1),
                    .unit = row.text(2),
                    .state = state_of(row.text(3)),
                    .points = std::move(content.points),
                    .reason = std::move(content.reason),
                    .state_before = {},
                    .points_before = std::move(content.points_before)};
  if (const auto before = row.optional_text(4)) score.state_before = state_of(*before);
  return score;
}

}  // namespace

std::vector<ScoreRecord> read_scores(Connection& db, PlanId plan) {
  std::vector<ScoreRecord> scores;
  for (const auto& row : db.query("SELECT id, sheet, unit, state, state_before, content FROM scores"
                                  " WHERE plan = $1 ORDER BY position",
                                  plan)) {
    scores.push_back(score_from(row));
  }
  return scores;
}

void write_scores(Transaction& tx, PlanId plan, const std::vector<ScoreRecord>& before,
                  const std::vector<ScoreRecord>& after, Instant now) {
  for (std::size_t i = 0; i < after.size(); ++i) {
    const bool same = std::find(before.begin(), before.end(), after[i]) != before.end();
    if (!same) write(tx, plan, i, after[i], now);
  }
}

JsonValue encode_recommendations(const std::vector<Recommendation>& recommendations) {
  return write_value(recommendations);
}

std::vector<Recommendation> decode_recommendations(const JsonValue& list) {
  const JsonValue whole = JsonObject{{"recommendations", list}};
  return decoded_or_throw(decode_json<FollowedUp>(whole), "recommendation").recommendations;
}

}  // namespace inspectord
