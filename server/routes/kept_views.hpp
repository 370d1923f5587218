// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/recent_map.hpp"
#include "server/http/kept_body.hpp"
#include "storage/connection.hpp"
#include "workflow/record.hpp"

#include <memory>
#include <utility>

namespace inspectord {

/// What a plan's view was made of: where all three are the same, so is the view.
struct ViewStamp {
  Version version = 0;
  std::int64_t directory = 0;  ///< Its version: names of agencies.
  LocalDate today{};           ///< Whose last day has passed.

  friend bool operator==(const ViewStamp&, const ViewStamp&) = default;
};

/// Whole plans as their owners were last shown them. Who may see one is asked all the same, unless
/// nothing at all was committed since it was asked. Net thread.
class KeptViews {
 public:
  using Body = std::shared_ptr<const KeptBody>;

  /// As of the very moment; nullptr where something was committed since, or another day has begun.
  Body at(PlanId plan, AgencyId owner, Moment moment, LocalDate today) {
    const auto* view = kept_.find({plan, owner});
    const bool holds = view && view->moment == moment && view->stamp.today == today;
    return holds ? view->body : nullptr;
  }

  /// As of a later moment that has the same stamp, or nullptr.
  Body with(PlanId plan, AgencyId owner, const ViewStamp& stamp, Moment moment) {
    auto* view = kept_.find({plan, owner});
    if (!view || view->stamp != stamp) return nullptr;
    view->moment = moment;
    return view->body;
  }

  void keep(PlanId plan, AgencyId owner, const ViewStamp& stamp, Moment moment, Body body) {
    const auto bytes = body->bytes().size();
    kept_.keep({plan, owner}, {stamp, moment, std::move(body)}, bytes);
  }

 private:
  static constexpr std::size_t most_bytes = 32 * 1024 * 1024;

  struct View {
    ViewStamp stamp;
    Moment moment;
    Body body;
  };

  RecentMap<std::pair<PlanId, AgencyId>, View> kept_{most_bytes};
};

}  // namespace inspectord
