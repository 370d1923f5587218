// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scheduler/cron_expression.hpp"
#include "scheduler/text_cursor.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// A field of a cron expression: what may stand in it.
struct CronField {
  std::string_view code;  ///< As in words `cron.field.<code>`.
  int low;
  int high;
  std::string_view allowed;                 ///< For refusals.
  std::span<const std::string_view> names;  ///< The first stands for `low`.
};

enum class CronFieldKind { second, minute, hour, day_of_month, month, day_of_week, year };

const CronField& cron_field(CronFieldKind);

/// Reads one cron expression; used once. What it takes is said in docs/decisions/0012.
class CronParser {
 public:
  explicit CronParser(std::string_view text) : text_(text) {}

  Result<CronExpression> parse();

 private:
  /// Where a field's text begins and ends.
  struct Piece {
    std::size_t begin, end;
  };
  struct Value {
    int number;
    bool is_sunday_by_name;
  };
  struct Range {
    int low, high;
  };

  std::vector<Piece> pieces() const;
  Refusal wrong_count(const std::vector<Piece>&);
  Result<CronExpression> nickname(const std::vector<Piece>&);
  std::optional<Refusal> field(CronFieldKind, Piece);
  std::optional<Refusal> entry(TextCursor&, Piece);
  std::optional<Refusal> day_entry(TextCursor&);
  std::optional<Refusal> value_entry(TextCursor&, Piece);
  std::optional<Refusal> nearest_entry(TextCursor&, Piece, std::size_t begin, int day);
  std::optional<Refusal> weekday_in_month(TextCursor&, int weekday);
  std::optional<Refusal> stepped(TextCursor&, Range);
  Result<Value> value(TextCursor&);
  Result<Value> named_value(TextCursor&);
  void add(int number);
  Refusal unexpected(const TextCursor&) const;
  Arguments about(const TextCursor&, std::size_t begin) const;

  std::string_view text_;
  CronExpression made_;
  CronFieldKind kind_ = CronFieldKind::minute;
};

}  // namespace inspectord
