// SPDX-License-Identifier: Apache-2.0
#include "server/http/path_parameters.hpp"

#include <stdexcept>

namespace inspectord {

const std::string& PathParameters::at(std::string_view name) const {
  for (const auto& [known, value] : values_) {
    if (known == name) return value;
  }
  throw std::out_of_range("no path parameter " + std::string{name});
}

}  // namespace inspectord
