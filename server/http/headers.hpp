// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inspectord {

/// ASCII letters compared without regard to case, as field names are (RFC 9110, 5.1).
bool same_ignoring_case(std::string_view a, std::string_view b);

/// The fields of a message in the order they came; names compare without regard to case.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  void add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }
  /// Replaces every field of that name.
  void set(std::string_view name, std::string_view value);

  /// The first value of that name, or nullptr.
  const std::string* find(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  void clear() { fields_.clear(); }

 private:
  std::vector<Field> fields_;
};

}  // namespace inspectord
