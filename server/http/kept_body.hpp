// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>

namespace inspectord {

/// A body that is made once and handed out many times, to any number of answers at a time. Any
/// thread.
class KeptBody {
 public:
  /// `tag`: of the bytes as they are, quoted (RFC 9110, 8.8.3).
  KeptBody(std::string bytes, std::string tag) : bytes_(std::move(bytes)), tag_(std::move(tag)) {}

  const std::string& bytes() const { return bytes_; }
  const std::string& tag() const { return tag_; }
  const std::string& gzipped() const;  ///< Made when first asked for.

 private:
  const std::string bytes_;
  const std::string tag_;
  mutable std::once_flag packed_;
  mutable std::string gzipped_;
};

}  // namespace inspectord
