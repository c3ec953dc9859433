mail-reason = Sie erhalten diese Mail von { $shop }, weil Sie dort etwas veranlasst haben.
