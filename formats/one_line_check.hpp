// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/decoder.hpp"
#include "workflow/one_line.hpp"

#include <string_view>

namespace inspectord {

/// Reports a member that does not stand on one line, as what comes into subjects, mails and tables
/// has to.
inline void require_one_line(std::string_view key, std::string_view text, const Spot& at,
                             Decoder& decoder) {
  if (!is_one_line(text)) decoder.report(at.member_or_self(key), reason::decode_not_one_line);
}

}  // namespace inspectord
