// SPDX-License-Identifier: Apache-2.0
#include "formats/report_period_json.hpp"

#include "formats/code_names.hpp"

namespace inspectord {

JsonObject report_period_json(const ReportPeriod& report) {
  return {{"period", code_name(report.period.kind)},
          {"year", report.period.year},
          {"number", static_cast<std::int64_t>(report.period.number)},
          {"data_from", to_string(report.data_from)},
          {"data_to", to_string(report.data_to)},
          {"opens", to_string(report.opens)}};
}

}  // namespace inspectord
