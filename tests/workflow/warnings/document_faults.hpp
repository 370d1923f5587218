// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/workflow/warnings/fault.hpp"

namespace inspectord::invented {

inline std::vector<Fault> document_faults() {
  return {
      {"MISSING_NUMBER", inspection_plan, [](Plan& p) { p.number.clear(); },
       [](Plan& p) { p.number = "13/KH-SGT"; }},
      {"MISSING_DATE", inspection_plan, [](Plan& p) { p.date.reset(); },
       [](Plan& p) {
         p.date = PartialDate{2026, 3, 3};
       }},
      {"MISSING_DAY", inspection_plan,
       [](Plan& p) {
         p.date = PartialDate{2026, 2, std::nullopt};
       },
       [](Plan& p) { p.date->day = 27; }},
      {"NUMBERING", inspection_plan, [](Plan& p) { p.sections[2].no = "II"; },
       [](Plan& p) { p.sections[2].no = "III"; }},
      {"ATTACHMENT_MISSING", inspection_plan, [](Plan& p) { p.attachments[0].holds.clear(); },
       [](Plan& p) { p.attachments[0].holds = {"/outlines/0"}; }},
      {"COUNT_MISMATCH", inspection_plan, [](Plan& p) { p.stated_counts[0].count = 3; },
       [](Plan& p) { p.stated_counts[0].count = 2; }},
      {"RECIPIENT_MISSING", guidance_letter, [](Plan& p) { p.addressees.pop_back(); },
       [](Plan& p) { p.recipients.push_back(recipient("UBND huyện Tây", {"huyen-tay"})); }},
      {"ADDRESSEE_ROLE_OVERLOAD", inspection_plan,
       [](Plan& p) {
         p.groups = {{"co-quan", "Các cơ quan liên quan", {"huyen-tay", "so-y-te"}, {}}};
         p.recipients.push_back(recipient("Các cơ quan liên quan", {"co-quan"}));
       },
       [](Plan& p) {
         p.recipients.back() = recipient("UBND huyện Tây, Sở Y tế", {"huyen-tay", "so-y-te"});
       }},
      {"PHONE_FORMAT", inspection_plan, [](Plan& p) { p.contacts[1].value = "020.33620374"; },
       [](Plan& p) { p.contacts[1].value = "0203.3620374"; }},
      {"CONFLICTING_PHONE", inspection_plan,
       [](Plan& p) {
         p.contacts.push_back({"Tư vấn miễn phí", "hotline", "19001234", "", "annex"});
       },
       [](Plan& p) { p.contacts.back().value = "18001234"; }},
      {"CONFLICTING_REFERENCE_DATE", inspection_plan,
       [](Plan& p) {
         p.references = {
             cited("QĐ", "85/QĐ-UBND", {2025, 5, 12}, "", "Kế hoạch bảo trì cầu đường")};
       },
       [](Plan& p) {
         p.references[0].date = PartialDate{2025, 12, 5};
       }},
      {"REFERENCE_CHRONOLOGY", inspection_plan,
       [](Plan& p) {
         p.legal_bases[0].carries_out = {{"Kết luận", "55-KL/TW", PartialDate{2026, 1, 18}, ""}};
       },
       [](Plan& p) {
         p.legal_bases[0].carries_out[0].date = PartialDate{2013, 1, 18};
       }},
      {"YEAR_MISMATCH", guidance_letter,
       [](Plan& p) { p.duties[0].what = "báo cáo tình trạng cầu trong năm 2024"; },
       [](Plan& p) { p.duties[0].what = "báo cáo tình trạng cầu trong năm 2026"; }},
      {"PARSE_TRAP", guidance_letter,
       [](Plan& p) { p.duties[0].due.raw = "6 tháng trước ngày 4/4"; },
       [](Plan& p) { p.duties[0].due.raw = "6 tháng (trước ngày 4/4)"; }},
  };
}

}  // namespace inspectord::invented
