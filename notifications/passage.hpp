// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "notifications/compose.hpp"
#include "notifications/template_text.hpp"

#include <string>
#include <string_view>
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

/// A passage of one template in its three forms; `text` names another template for its text.
Passage passage_of(const Occasion&, std::string kind, std::string_view text, const TemplateFacts&,
                   JsonArray items);

/// Number, title, issuer and citation of the plan.
TemplateFacts plan_facts(const Occasion&);

/// What one of the news says of the plan itself: to each its own part; of an amendment, what it
/// changed of that. Visits that another of the news speaks of are left to it.
Passage plan_passage(const Occasion&, const News&, const std::vector<News>& all);

/// What the news say of changed visits: a paragraph for those under one reason and document, the
/// nearest day first.
std::vector<Passage> visit_passages(const Occasion&, const std::vector<News>&);

}  // namespace inspectord
