// SPDX-License-Identifier: Apache-2.0
#include "workflow/machine.hpp"

#include <array>

namespace inspectord {
namespace {

using enum Role;

const std::array rows{
    RecommendationTransition{RecommendationState::open,
                             RecommendationAction::set_date,
                             RecommendationState::open,
                             {planner},
                             "it has no day yet; a day",
                             "reminders are planned"},
    RecommendationTransition{RecommendationState::open,
                             RecommendationAction::report,
                             RecommendationState::reported,
                             {agency, clerk, planner},
                             "number and date of the paper, day sent or received",
                             "reminders end; late is derived"},
    RecommendationTransition{RecommendationState::open,
                             RecommendationAction::extend,
                             RecommendationState::open,
                             {planner},
                             "it has a day; a later one, a reason, a document",
                             "reminders are planned anew"},
    RecommendationTransition{RecommendationState::reported,
                             RecommendationAction::verify,
                             RecommendationState::verified,
                             {planner, inspector},
                             "",
                             "what was reported was seen to be so"},
    RecommendationTransition{RecommendationState::reported,
                             RecommendationAction::return_,
                             RecommendationState::open,
                             {planner, inspector},
                             "a reason",
                             "the unit reports again; reminders are planned again"},
    RecommendationTransition{RecommendationState::verified,
                             RecommendationAction::close,
                             RecommendationState::closed,
                             {planner},
                             "",
                             "it is followed no more"},
    RecommendationTransition{RecommendationState::open,
                             RecommendationAction::undo,
                             RecommendationState::open,
                             {planner},
                             "a reason; the last act on it",
                             "the day before; reminders are planned again"},
    RecommendationTransition{RecommendationState::open,
                             RecommendationAction::undo,
                             RecommendationState::reported,
                             {planner},
                             "a reason; the last act on it",
                             "the state before"},
    RecommendationTransition{RecommendationState::reported,
                             RecommendationAction::undo,
                             RecommendationState::open,
                             {planner},
                             "a reason; the last act on it",
                             "the state before; reminders are planned again"},
    RecommendationTransition{RecommendationState::verified,
                             RecommendationAction::undo,
                             RecommendationState::reported,
                             {planner},
                             "a reason; the last act on it",
                             "the state before"},
    RecommendationTransition{RecommendationState::closed,
                             RecommendationAction::undo,
                             RecommendationState::verified,
                             {planner},
                             "a reason; the last act on it",
                             "the state before"},
};

}  // namespace

std::span<const RecommendationTransition> recommendation_machine() {
  return rows;
}

}  // namespace inspectord
