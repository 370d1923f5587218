// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/guard.hpp"
#include "workflow/reasons.hpp"

#include <string>
#include <string_view>

namespace inspectord {

/// Whether a text holds no control character (C0, DEL, C1) and no line or paragraph separator: what
/// papers are called by stands in subjects and tables. Requires: UTF-8.
bool is_one_line(std::string_view);

/// A member of the input that is to stand on one line.
inline void need_one_line(Guard& guard, std::string_view text, std::string pointer) {
  if (!is_one_line(text))
    guard.add(refuse::not_on_one_line, pointer, {{"what", pointer.substr(pointer.rfind('/') + 1)}});
}

}  // namespace inspectord
