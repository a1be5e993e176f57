// SPDX-License-Identifier: EUPL-1.2
#include "platform/screen_privacy.hpp"

#include <QtGlobal>

#if defined(Q_OS_ANDROID)
#include <QCoreApplication>
#include <QJniObject>
#endif

namespace balieblik::platform {

bool hide_from_recents()
{
#if defined(Q_OS_ANDROID)
    constexpr jint flag_secure = 0x00002000; // WindowManager.LayoutParams.FLAG_SECURE
    QNativeInterface::QAndroidApplication::runOnAndroidMainThread([] {
        auto window = QJniObject(QNativeInterface::QAndroidApplication::context())
                          .callObjectMethod("getWindow", "()Landroid/view/Window;");
        if (window.isValid())
            window.callMethod<void>("addFlags", "(I)V", flag_secure);
    });
    return true;
#else
    return false;
#endif
}

} // namespace balieblik::platform
