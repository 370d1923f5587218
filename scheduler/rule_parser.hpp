// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scheduler/recurrence_rule.hpp"
#include "scheduler/text_cursor.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// Reads the parts of one rule; used once. The grammar is that of RFC 5545 section 3.3.10: parts in
/// any order, none twice, letters of either case, no space.
class RuleParser {
 public:
  explicit RuleParser(std::string_view text) : text_(text) {}

  Result<RuleParts> parse();

 private:
  enum class Sign { none, allowed };
  struct Numbers {
    int low, high;
    std::size_t most_digits;
    Sign sign;
    std::string_view allowed;
  };

  std::optional<Refusal> part(std::size_t begin, std::size_t end);
  std::optional<Refusal> value_of(std::string_view name, TextCursor);
  std::optional<Refusal> frequency(TextCursor);
  std::optional<Refusal> whole_number(TextCursor, std::int64_t least, std::int64_t& target);
  std::optional<Refusal> until(TextCursor);
  std::optional<Refusal> week_start(TextCursor);
  std::optional<Refusal> days(TextCursor);
  template <class Add>
  std::optional<Refusal> numbers(TextCursor, const Numbers&, Add);
  Result<int> number(TextCursor&, const Numbers&);
  std::optional<int> weekday(TextCursor&);
  Refusal bad_value(const TextCursor&, std::size_t begin, std::string_view allowed) const;
  Arguments about(const TextCursor&, std::size_t begin, std::string_view allowed) const;

  std::string_view text_;
  std::string name_;  ///< Of the part that is read.
  RuleParts made_;
  std::uint32_t seen_ = 0;
};

/// Whether the RFC allows these parts together; the refusal names the rule that is broken.
std::optional<Refusal> forbidden_combination(const RuleParts&);

}  // namespace inspectord
