// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

namespace inspectord {

// Why workflow refuses. Words: words/parts/workflow.*.json, under `refusal.<code>`.

namespace refuse {
inline constexpr Reason wrong_state{"wrong_state", RefusalKind::conflict};
inline constexpr Reason stale_version{"stale_version", RefusalKind::stale};
inline constexpr Reason not_allowed{"not_allowed", RefusalKind::forbidden};
inline constexpr Reason not_yours{"not_yours", RefusalKind::not_found};
inline constexpr Reason own_draft{"own_draft", RefusalKind::forbidden};
inline constexpr Reason not_the_signer{"not_the_signer", RefusalKind::forbidden};
inline constexpr Reason locked{"locked", RefusalKind::conflict};
inline constexpr Reason missing{"missing"};
inline constexpr Reason open_error{"open_error", RefusalKind::conflict};
inline constexpr Reason no_leader{"no_leader", RefusalKind::conflict};
inline constexpr Reason no_visit{"no_visit", RefusalKind::conflict};
inline constexpr Reason number_missing{"number_missing", RefusalKind::conflict};
inline constexpr Reason date_missing{"date_missing", RefusalKind::conflict};
inline constexpr Reason date_before_signature{"date_before_signature"};
inline constexpr Reason date_in_future{"date_in_future"};
inline constexpr Reason number_taken{"number_taken", RefusalKind::conflict};
inline constexpr Reason content_changed{"content_changed", RefusalKind::conflict};
inline constexpr Reason reaches_nobody{"reaches_nobody", RefusalKind::conflict};
inline constexpr Reason attachment_missing{"attachment_missing", RefusalKind::conflict};
inline constexpr Reason visit_open{"visit_open", RefusalKind::conflict};
inline constexpr Reason minutes_missing{"minutes_missing", RefusalKind::conflict};
inline constexpr Reason period_not_over{"period_not_over", RefusalKind::conflict};
inline constexpr Reason duty_open{"duty_open", RefusalKind::conflict};
inline constexpr Reason no_such_target{"no_such_target", RefusalKind::not_found};
inline constexpr Reason nothing_to_undo{"nothing_to_undo", RefusalKind::conflict};
inline constexpr Reason before_its_day{"before_its_day"};
inline constexpr Reason no_event_counted{"no_event_counted"};
inline constexpr Reason same_day{"same_day"};
inline constexpr Reason not_later{"not_later"};
inline constexpr Reason no_day_yet{"no_day_yet", RefusalKind::conflict};
inline constexpr Reason no_longer_owed{"no_longer_owed", RefusalKind::conflict};
inline constexpr Reason document_needed{"document_needed"};
inline constexpr Reason amendment_open{"amendment_open", RefusalKind::conflict};
inline constexpr Reason no_amendment{"no_amendment", RefusalKind::conflict};
inline constexpr Reason duplicate_plan{"duplicate_plan", RefusalKind::conflict};
inline constexpr Reason no_such_warning{"no_such_warning", RefusalKind::not_found};
inline constexpr Reason not_overridable{"not_overridable", RefusalKind::conflict};
inline constexpr Reason successor_needed{"successor_needed", RefusalKind::conflict};
inline constexpr Reason no_successor{"no_successor"};
inline constexpr Reason no_such_criterion{"no_such_criterion"};
inline constexpr Reason criterion_twice{"criterion_twice"};
inline constexpr Reason points_missing{"points_missing"};
inline constexpr Reason points_not_half{"points_not_half"};
inline constexpr Reason points_above_max{"points_above_max"};
inline constexpr Reason points_above_cap{"points_above_cap"};
inline constexpr Reason difference_unexplained{"difference_unexplained"};
inline constexpr Reason not_rescored_sheet{"not_rescored_sheet", RefusalKind::conflict};
inline constexpr Reason rescore_needed{"rescore_needed", RefusalKind::conflict};
inline constexpr Reason score_open{"score_open", RefusalKind::conflict};
inline constexpr Reason day_set_already{"day_set_already", RefusalKind::conflict};
inline constexpr Reason day_not_set{"day_not_set", RefusalKind::conflict};
inline constexpr Reason due_before_conclusion{"due_before_conclusion"};
inline constexpr Reason not_concluded_on{"not_concluded_on"};
inline constexpr Reason date_in_past{"date_in_past"};              ///< date, today
inline constexpr Reason outside_plan_years{"outside_plan_years"};  ///< date, first, last
inline constexpr Reason unknown_reason{"unknown_reason"};          ///< found, allowed
inline constexpr Reason sent_before_paper{"sent_before_paper"};    ///< date, paper_date
inline constexpr Reason not_on_one_line{"not_on_one_line"};        ///< what
inline constexpr Reason not_approved{"not_approved", RefusalKind::conflict};
inline constexpr Reason step_not_open{"step_not_open", RefusalKind::conflict};  ///< step, steps
}  // namespace refuse

}  // namespace inspectord
