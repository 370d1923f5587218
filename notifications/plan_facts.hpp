// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/compose.hpp"
#include "notifications/template_text.hpp"

#include <optional>
#include <string>
#include <vector>

// The pieces of a plan as messages word them.

namespace inspectord {

/// "Kế hoạch số 1938/KH-SLĐTBXH ngày 02/08/2022 của Sở ..."
std::string cited(const PlanRecord&, Language);
std::string issuer_name(const Plan&);
std::string agency_name(const Plan&, const std::string& agency_or_group);
std::string agency_name(const Occasion&, AgencyId);
std::string office_name(const Plan&);

/// "Thứ Ba, 18/10/2022, 08 giờ 00 (dự kiến)", or that it is postponed or off. Once its day is over
/// nothing of it is tentative or still to be said.
std::string when_of(const Occasion&, const VisitRecord&, const Visit&);
/// A day it had: day and hour alone.
std::string when_on(const Occasion&, LocalDate, const Visit&);
/// "chờ lịch mới", "không tổ chức": of a visit that is off.
std::string when_off(Language, VisitState);

/// Who attends, each once, though several lists of the paper name them.
std::string attendees_of(const Plan&, const Visit&);
/// How a report is asked for: "văn bản; thư điện tử x@y".
std::string form_of(Language, const Duty&);
/// Where it goes; the issuer where the paper does not say it.
std::string receiver_of(const Plan&, const Duty&);

/// The day of a duty in the paper's words, or that it has none yet.
std::string due_of(Language, const DutyRecord&);
/// The same for chat.
std::string brief_due_of(Language, const DutyRecord&);

/// What is due at a visit, as "báo cáo, trao tại buổi làm việc; ...".
std::string due_at_visit(const Occasion&, const Visit&);
/// The open duties of its unit that count from the day of a visit. They live in the occasion.
std::vector<const DutyRecord*> due_from_visit(const Occasion&, const Visit&, LocalDate);

const Visit* planned_visit(const PlanRecord&, const VisitRecord&);
std::optional<Duty> planned_duty(const PlanRecord&, const DutyRecord&);

}  // namespace inspectord
