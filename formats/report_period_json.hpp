// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/report_period.hpp"
#include "formats/json.hpp"

namespace inspectord {

/// What everybody is told of the period of a report: which one it is, which days its figures cover,
/// and from when it is taken. Who writes it may add more.
JsonObject report_period_json(const ReportPeriod&);

}  // namespace inspectord
