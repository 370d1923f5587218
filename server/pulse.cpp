// SPDX-License-Identifier: Apache-2.0
#include "server/pulse.hpp"

#include <algorithm>

namespace inspectord {

using std::chrono::milliseconds;

Pulse::Beat Pulse::beat(Instant now) {
  begun_ = Mark{clock_.now(), clock_.awake()};
  Beat beat{.armed = armed_};
  if (armed_) beat.late = std::max(milliseconds{0}, now - *armed_);
  if (last_) beat.jumped = (begun_->at - last_->at) - (begun_->awake - last_->awake);
  return beat;
}

void Pulse::settled(std::optional<Instant> next) {
  armed_ = next;
  last_ = begun_;
}

}  // namespace inspectord
