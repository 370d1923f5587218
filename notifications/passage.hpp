// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "notifications/compose.hpp"

#include <string>
#include <vector>

namespace inspectord {

/// One paragraph of a notice.
struct Passage {
  std::string kind;
  std::string subject;
  std::string text;
  std::string chat;
  JsonArray items;
};

/// What the news say of changed visits: a paragraph for those under one reason and document, the
/// nearest day first.
std::vector<Passage> visit_passages(const Occasion&, const std::vector<News>&);

}  // namespace inspectord
