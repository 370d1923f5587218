// SPDX-License-Identifier: Apache-2.0
#include "server/http/kept_body.hpp"

#include "formats/gzip.hpp"

namespace inspectord {

const std::string& KeptBody::gzipped() const {
  std::call_once(packed_, [this] { gzipped_ = inspectord::gzipped(bytes_); });
  return gzipped_;
}

}  // namespace inspectord
