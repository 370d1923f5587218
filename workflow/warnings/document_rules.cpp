// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"
#include "workflow/warnings/section_number.hpp"

#include <algorithm>

namespace inspectord {
namespace {

void read_numbers(const std::vector<Section>& sections, const std::string& place, Findings& found) {
  std::vector<std::string> written;
  for (const auto& section : sections) written.push_back(section.no);
  for (const auto& slip : slips_in(written)) {
    found.push_back({place + pointer(slip.index, "no"),
                     {{"no", written[slip.index]},
                      {"expected", slip.expected},
                      {"title", sections[slip.index].title}}});
  }
  for (std::size_t i = 0; i < sections.size(); ++i) {
    read_numbers(sections[i].children, place + pointer(i, "children"), found);
  }
}

bool is_held(const Plan& plan, const std::string& attachment) {
  return std::ranges::any_of(plan.attachments, [&](const Attachment& entry) {
    return entry.key == attachment && !entry.holds.empty();
  });
}

}  // namespace

Findings find_missing_number(const PlanView& view) {
  if (!view.plan().number.empty()) return {};
  return {{pointer("number"), {{"symbol", view.plan().symbol}}}};
}

Findings find_missing_date(const PlanView& view) {
  if (view.plan().date) return {};
  return {{pointer("date"), {}}};
}

Findings find_missing_day(const PlanView& view) {
  const auto& date = view.plan().date;
  if (!date || date->full()) return {};
  return {{pointer("date"), {{"date", to_string(*date)}}}};
}

Findings find_numbering(const PlanView& view) {
  const auto& plan = view.plan();
  Findings found;
  read_numbers(plan.sections, pointer("sections"), found);
  for (std::size_t i = 0; i < plan.outlines.size(); ++i) {
    read_numbers(plan.outlines[i].sections, pointer("outlines", i, "sections"), found);
  }
  return found;
}

Findings find_attachment_missing(const PlanView& view) {
  const auto& plan = view.plan();
  Findings found;
  for (std::size_t i = 0; i < plan.attachments.size(); ++i) {
    const auto& attachment = plan.attachments[i];
    if (attachment.holds.empty()) {
      found.push_back(
          {pointer("attachments", i), {{"name", attachment.name}, {"raw", attachment.raw}}});
    }
  }
  for (std::size_t i = 0; i < plan.outlines.size(); ++i) {
    const auto& outline = plan.outlines[i];
    const bool told_above = !outline.attachment.empty() && !is_held(plan, outline.attachment);
    if (outline.sections.empty() && !told_above) {
      found.push_back({pointer("outlines", i), {{"name", outline.title}, {"raw", outline.title}}});
    }
  }
  return found;
}

}  // namespace inspectord
