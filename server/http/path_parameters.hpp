// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"
#include "core/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inspectord {

inline constexpr Reason no_such_thing{"no_such_thing", RefusalKind::not_found};

/// What stood where the template of a route has braces.
class PathParameters {
 public:
  void add(std::string_view name, std::string value) {
    values_.emplace_back(name, std::move(value));
  }

  /// Throws std::out_of_range for a name that the template does not have.
  const std::string& at(std::string_view name) const;

  /// An id that is no id names nothing: 404, as for one that is not there.
  template <class IdType>
  Result<IdType> id(std::string_view name) const {
    const auto parsed = IdType::parse(at(name));
    if (!parsed) return Refusal{no_such_thing};
    return *parsed;
  }

 private:
  std::vector<std::pair<std::string_view, std::string>> values_;
};

}  // namespace inspectord
