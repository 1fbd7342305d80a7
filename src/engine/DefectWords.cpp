// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/DefectWords.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

QString defectWords(mime::Defect defect) {
    switch (defect) {
    case mime::Defect::TooManyParts: return u"too-many-parts"_s;
    case mime::Defect::TooDeep: return u"too-deep"_s;
    case mime::Defect::HeaderTooLarge: return u"header-too-large"_s;
    case mime::Defect::TooManyAddresses: return u"too-many-addresses"_s;
    case mime::Defect::MissingBoundary: return u"missing-boundary"_s;
    case mime::Defect::UnterminatedMultipart: return u"unterminated-multipart"_s;
    case mime::Defect::BadTransferEncoding: return u"bad-transfer-encoding"_s;
    case mime::Defect::UnknownCharset: return u"unknown-charset"_s;
    case mime::Defect::InvalidCharset: return u"invalid-charset"_s;
    case mime::Defect::BadDate: return u"bad-date"_s;
    case mime::Defect::MissingHeaders: return u"missing-headers"_s;
    case mime::Defect::DuplicateSingleHeader: return u"duplicate-header"_s;
    case mime::Defect::MessageTooLarge: return u"message-too-large"_s;
    case mime::Defect::FieldTooLong: return u"field-too-long"_s;
    case mime::Defect::TooManyFields: return u"too-many-fields"_s;
    case mime::Defect::NameTooLong: return u"name-too-long"_s;
    case mime::Defect::AddressTooLong: return u"address-too-long"_s;
    case mime::Defect::TooManyParameters: return u"too-many-parameters"_s;
    case mime::Defect::ParameterTooLong: return u"parameter-too-long"_s;
    case mime::Defect::BoundaryTooLong: return u"boundary-too-long"_s;
    case mime::Defect::TooManyReferences: return u"too-many-references"_s;
    case mime::Defect::TextTooLong: return u"text-too-long"_s;
    case mime::Defect::TooManyFiles: return u"too-many-files"_s;
    case mime::Defect::FilesTooLarge: return u"files-too-large"_s;
    case mime::Defect::TooManyTnefProperties: return u"too-many-tnef-properties"_s;
    case mime::Defect::TooManyRecipients: return u"too-many-recipients"_s;
    case mime::Defect::DamagedFile: return u"damaged-file"_s;
    }
    return {};
}

} // namespace tributary::engine
